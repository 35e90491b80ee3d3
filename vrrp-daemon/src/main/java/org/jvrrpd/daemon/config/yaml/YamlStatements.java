package org.jvrrpd.daemon.config.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.SourceText;
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
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;

/**
 * Takes YAML for keepalived's blocks: a map for a block of words, a map by name for blocks with
 * names, a list for a block of lines. Which of them is due says the vocabulary. A list of blocks
 * repeats the word. For one use.
 */
final class YamlStatements {
  private final Vocabulary vocabulary = Vocabulary.keepalived();
  private final Findings findings;
  private final YamlWords words;
  private final YamlLines lines;
  private final YamlValues values;

  YamlStatements(Path file, SourceText source, Findings findings) {
    this.findings = findings;
    this.words = new YamlWords(file, source, findings);
    this.lines = new YamlLines(words, findings);
    this.values = new YamlValues(words, findings);
  }

  /** The statements of what stands under {@code vrrp:}. */
  List<Statement> read(Mapping map) {
    return block(map, vocabulary.section(Vocabulary.ROOT));
  }

  private List<Statement> block(Mapping map, Section section) {
    List<Statement> statements = new ArrayList<>();
    for (Entry entry : words.distinct(map)) {
      Word keyword = words.whole(entry.key());
      Optional<Keyword> row = section.find(keyword.text());
      if (row.isEmpty()) {
        // The review of the words says what is wrong with it.
        statements.add(new Statement(List.of(keyword), false, List.of()));
      } else if (isInclusion(keyword, section)) {
        findings.error(keyword.at(), keyword.text(), "YAML includes no files; write it all here");
      } else if (row.get().block().isPresent()) {
        statements.addAll(
            blocks(keyword, row.get(), vocabulary.section(row.get().block().get()), entry.value()));
      } else {
        statements.addAll(values.read(keyword, row.get(), entry.value()));
      }
    }
    return statements;
  }

  private static boolean isInclusion(Word keyword, Section section) {
    return section.name().equals(Vocabulary.ROOT) && keyword.text().startsWith("include");
  }

  private List<Statement> blocks(Word keyword, Keyword row, Section inner, YamlNode value) {
    if (row.arguments().isEmpty()) {
      return value instanceof Sequence list && !inner.lines()
          ? list.items().stream().flatMap(each -> unnamed(keyword, inner, each).stream()).toList()
          : unnamed(keyword, inner, value);
    }
    boolean nameless = row.standsAlone() && (inner.lines() || !(value instanceof Sequence));
    return value instanceof Sequence list && !nameless
        ? list.items().stream().flatMap(each -> named(keyword, row, inner, each).stream()).toList()
        : named(keyword, row, inner, value);
  }

  private List<Statement> named(Word keyword, Keyword row, Section inner, YamlNode value) {
    boolean hasNames = value instanceof Mapping map && isOfMaps(map);
    if (row.standsAlone() && !hasNames) {
      return unnamed(keyword, inner, value);
    }
    if (!(value instanceof Mapping map)) {
      findings.error(
          words.at(value),
          keyword.text(),
          "is a map with the names of blocks as its keys, and this is " + value.kind());
      return List.of();
    }
    List<Statement> statements = new ArrayList<>();
    for (Entry entry : words.distinct(map)) {
      List<Word> opening = new ArrayList<>();
      opening.add(keyword);
      opening.addAll(
          row.takesSeveral() ? words.split(entry.key()) : List.of(words.whole(entry.key())));
      body(keyword, inner, entry.value())
          .ifPresent(body -> statements.add(new Statement(opening, true, body)));
    }
    return statements;
  }

  private static boolean isOfMaps(Mapping map) {
    return !map.entries().isEmpty()
        && map.entries().stream().allMatch(each -> each.value() instanceof Mapping);
  }

  private List<Statement> unnamed(Word keyword, Section inner, YamlNode value) {
    return body(keyword, inner, value).stream()
        .map(body -> new Statement(List.of(keyword), true, body))
        .toList();
  }

  private Optional<List<Statement>> body(Word keyword, Section inner, YamlNode value) {
    if (inner.lines()) {
      return Optional.of(lines.read(keyword, inner, value));
    }
    return switch (value) {
      case Mapping map -> Optional.of(block(map, inner));
      case Scalar scalar when scalar.isNull() -> Optional.of(List.of());
      case YamlNode other -> {
        findings.error(
            words.at(other),
            keyword.text(),
            "is a block of words, which is a map in YAML, and this is " + other.kind());
        yield Optional.empty();
      }
    };
  }
}
