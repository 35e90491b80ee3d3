package org.jvrrpd.daemon.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.YamlNode;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.YamlNode.Sequence;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Keyword;
import org.jvrrpd.daemon.config.vocabulary.Section;

/**
 * Reads blocks of lines. A line is a text whose words blanks separate ({@code 192.0.2.1/24 dev
 * eth0}), a list of words, or a map entry with the words that follow as its value ({@code eth0:
 * {weight: -20}}); with a list as its value it has lines of its own.
 */
final class YamlLines {
  /** Lines within lines; keepalived's checks of virtual servers go four deep. */
  private static final int MAX_DEPTH = 32;

  /** The block that lines are read for. */
  private record Owner(Word keyword, Section section, int depth) {
    Owner deeper() {
      return new Owner(keyword, section, depth + 1);
    }
  }

  private final YamlWords words;
  private final Findings findings;

  YamlLines(YamlWords words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  /**
   * The lines of a block; what cannot be one is reported and left out.
   *
   * @param keyword whose block it is
   * @param section which words can stand in its lines
   */
  List<Statement> read(Word keyword, Section section, YamlNode value) {
    List<Statement> lines = new ArrayList<>();
    read(new Owner(keyword, section, 0), value, lines);
    return lines;
  }

  private void read(Owner owner, YamlNode value, List<Statement> lines) {
    switch (value) {
      case Sequence list -> list.items().forEach(each -> item(owner, each, lines));
      case Scalar scalar when scalar.isNull() -> {}
      case YamlNode other -> item(owner, other, lines);
    }
  }

  private void item(Owner owner, YamlNode item, List<Statement> lines) {
    if (!words.hasRoom()) {
      return;
    }
    switch (item) {
      case Mapping map -> words.distinct(map).forEach(each -> entry(owner, each, lines));
      case Sequence list -> add(lines, scalars(owner, list));
      case Scalar scalar when scalar.isNull() || scalar.foreignTag() ->
          findings.error(words.at(scalar), owner.keyword().text(), "a line is due here");
      case Scalar scalar -> add(lines, words.split(scalar));
    }
  }

  private static void add(List<Statement> lines, List<Word> line) {
    if (!line.isEmpty()) {
      lines.add(new Statement(line, false, List.of()));
    }
  }

  private List<Word> scalars(Owner owner, Sequence list) {
    List<Word> line = new ArrayList<>();
    for (YamlNode each : list.items()) {
      if (each instanceof Scalar scalar && !scalar.foreignTag()) {
        line.add(words.whole(scalar));
      } else {
        findings.error(
            words.at(each),
            owner.keyword().text(),
            "a word is due here, and this is " + each.kind());
      }
    }
    return line;
  }

  private void entry(Owner owner, Entry entry, List<Statement> lines) {
    List<Word> line = new ArrayList<>(words.split(entry.key()));
    if (line.isEmpty() || owner.depth() >= MAX_DEPTH) {
      findings.error(
          words.at(entry.key()),
          owner.keyword().text(),
          line.isEmpty() ? "a word is due here" : "the blocks are nested too deep here");
      return;
    }
    switch (entry.value()) {
      case Sequence block -> {
        List<Statement> inner = new ArrayList<>();
        read(owner.deeper(), block, inner);
        lines.add(new Statement(line, true, inner));
      }
      case Mapping map -> {
        words.distinct(map).forEach(each -> pair(owner, each, line));
        add(lines, line);
      }
      case Scalar scalar -> {
        line.addAll(scalar.isNull() ? List.of() : words.split(scalar));
        add(lines, line);
      }
    }
  }

  /** {@code weight: -20}, or a word that stands alone: {@code reverse: true}. */
  private void pair(Owner owner, Entry entry, List<Word> line) {
    if (!(entry.value() instanceof Scalar scalar) || scalar.foreignTag()) {
      findings.error(
          words.at(entry.value()),
          owner.keyword().text(),
          "a word is due here, and this is " + entry.value().kind());
      return;
    }
    boolean alone =
        owner.section().find(entry.key().text()).filter(Keyword::standsAlone).isPresent();
    Optional<Boolean> truth = alone ? YamlWords.truth(scalar.text()) : Optional.empty();
    if (truth.orElse(true)) {
      line.addAll(words.split(entry.key()));
      line.addAll(truth.isPresent() || scalar.isNull() ? List.of() : words.split(scalar));
    }
  }
}
