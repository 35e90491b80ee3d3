package org.jvrrpd.daemon.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.config.YamlNode;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.YamlNode.Sequence;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Keyword;

/**
 * Reads words without a block: {@code priority: 100}, {@code nopreempt: true}, {@code weight: -20
 * reverse}, {@code notify: [COMMAND, USER]}. Lists in a list repeat the word.
 */
final class YamlValues {
  /** Words that are off when the other one is on, so that {@code preempt: no} means something. */
  private static final Map<String, String> OPPOSITES =
      Map.of("preempt", "nopreempt", "accept", "no_accept");

  private final YamlWords words;
  private final Findings findings;

  YamlValues(YamlWords words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  /** The statements that a key and its value stand for; a value that cannot be is reported. */
  List<Statement> read(Word keyword, Keyword row, YamlNode value) {
    return switch (value) {
      case Scalar scalar when scalar.foreignTag() ->
          refused(keyword, value, "carries a tag that another program understands; remove it");
      case Scalar scalar -> scalar(keyword, row, scalar);
      case Sequence list -> list(keyword, list);
      case YamlNode.Mapping _ -> refused(keyword, value, "takes a value, and this is a map");
    };
  }

  private List<Statement> refused(Word keyword, YamlNode value, String message) {
    findings.error(words.at(value), keyword.text(), message);
    return List.of();
  }

  private List<Statement> list(Word keyword, Sequence list) {
    boolean repeats =
        !list.items().isEmpty() && list.items().stream().allMatch(Sequence.class::isInstance);
    if (!repeats) {
      return one(keyword, list);
    }
    List<Statement> statements = new ArrayList<>();
    for (YamlNode each : list.items()) {
      if (words.hasRoom()) {
        statements.addAll(one(keyword, (Sequence) each));
      }
    }
    return statements;
  }

  private List<Statement> one(Word keyword, Sequence list) {
    List<Word> all = new ArrayList<>();
    all.add(keyword);
    for (YamlNode each : list.items()) {
      if (!(each instanceof Scalar scalar) || scalar.foreignTag()) {
        return refused(keyword, each, "takes words, and this is " + each.kind());
      }
      if (words.hasRoom()) {
        all.add(words.whole(scalar));
      }
    }
    return List.of(new Statement(all, false, List.of()));
  }

  private List<Statement> scalar(Word keyword, Keyword row, Scalar scalar) {
    Optional<Boolean> truth = YamlWords.truth(scalar.text());
    if (row.takesTruth() && truth.isPresent()) {
      return statement(
          keyword, List.of(new Word(scalar.text().toLowerCase(Locale.ROOT), words.at(scalar))));
    }
    boolean isFlag = row.arguments().isEmpty() || (row.standsAlone() && scalar.plain());
    if (isFlag && truth.isPresent()) {
      return truth.get() ? statement(keyword, List.of()) : withoutIt(keyword);
    }
    if (scalar.isNull()) {
      return statement(keyword, List.of());
    }
    return statement(
        keyword, row.takesSeveral() ? words.split(scalar) : List.of(words.whole(scalar)));
  }

  private static List<Statement> withoutIt(Word keyword) {
    return Optional.ofNullable(OPPOSITES.get(keyword.text())).stream()
        .flatMap(opposite -> statement(new Word(opposite, keyword.at()), List.of()).stream())
        .toList();
  }

  private static List<Statement> statement(Word keyword, List<Word> arguments) {
    List<Word> all = new ArrayList<>();
    all.add(keyword);
    all.addAll(arguments);
    return List.of(new Statement(all, false, List.of()));
  }
}
