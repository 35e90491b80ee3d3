package org.jvrrpd.daemon.config.rendering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Argument;
import org.jvrrpd.daemon.config.vocabulary.Keyword;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;

/** Writes statements as YAML with keepalived's words under {@code vrrp:}. For one use. */
public final class YamlText {
  private final Vocabulary vocabulary = Vocabulary.keepalived();
  private final YamlOutput out = new YamlOutput();

  private YamlText() {}

  /** The text of a file. */
  public static String of(Wording wording) {
    YamlText writer = new YamlText();
    Section root = writer.vocabulary.section(Vocabulary.ROOT);
    writer.out.map(
        () -> {
          writer.out.word("vrrp");
          writer.block(wording.statements(), root);
        });
    return wording.head() + writer.out.finish();
  }

  private void block(List<Statement> statements, Section section) {
    Map<String, List<Statement>> byKeyword =
        statements.stream()
            .collect(
                Collectors.groupingBy(Statement::keyword, LinkedHashMap::new, Collectors.toList()));
    out.map(
        () ->
            byKeyword.forEach(
                (keyword, all) -> {
                  Optional<Keyword> row = section.find(keyword);
                  Optional<Section> inner = row.flatMap(Keyword::block).map(vocabulary::section);
                  out.word(keyword);
                  if (inner.isPresent()) {
                    blocks(all, row.orElseThrow(), inner.get());
                  } else {
                    values(all, row);
                  }
                }));
  }

  private void blocks(List<Statement> all, Keyword row, Section inner) {
    boolean named = all.stream().allMatch(each -> each.value().isPresent());
    Set<String> names = all.stream().map(YamlText::name).collect(Collectors.toSet());
    if (named && names.size() == all.size()) {
      out.map(() -> all.forEach(each -> named(each, inner)));
    } else if (row.arguments().isEmpty() && (inner.lines() || isMerged(row))) {
      body(all.stream().flatMap(each -> each.block().stream()).toList(), inner);
    } else if (all.size() == 1) {
      body(all.getFirst().block(), inner);
    } else {
      out.list(() -> all.forEach(each -> repeated(each, inner)));
    }
  }

  /** The blocks of the whole daemon are one for keepalived too. */
  private static boolean isMerged(Keyword row) {
    return row.words().contains("global_defs");
  }

  private void repeated(Statement block, Section inner) {
    if (block.value().isPresent()) {
      out.map(() -> named(block, inner));
    } else {
      body(block.block(), inner);
    }
  }

  private void named(Statement block, Section inner) {
    out.text(name(block));
    body(block.block(), inner);
  }

  private static String name(Statement block) {
    return block.arguments().stream().map(Word::text).collect(Collectors.joining(" "));
  }

  private void body(List<Statement> statements, Section inner) {
    if (inner.lines()) {
      lines(statements);
    } else {
      block(statements, inner);
    }
  }

  private void lines(List<Statement> lines) {
    out.list(
        () -> {
          for (Statement line : lines) {
            if (line.hasBlock()) {
              out.map(
                  () -> {
                    out.text(joined(line.words()));
                    lines(line.block());
                  });
            } else if (line.words().stream().allMatch(YamlText::isWord)) {
              out.text(joined(line.words()));
            } else {
              out.words(line.words());
            }
          }
        });
  }

  private void values(List<Statement> all, Optional<Keyword> row) {
    List<Statement> distinct = distinct(all);
    if (distinct.size() == 1) {
      value(distinct.getFirst(), row);
    } else {
      out.list(() -> distinct.forEach(each -> out.words(each.arguments())));
    }
  }

  /** Of statements that say the same the last one, since the last one counts. */
  private static List<Statement> distinct(List<Statement> all) {
    SequencedMap<List<String>, Statement> distinct = new LinkedHashMap<>();
    for (Statement each : all) {
      distinct.putLast(each.words().stream().map(Word::text).toList(), each);
    }
    return new ArrayList<>(distinct.values());
  }

  private void value(Statement statement, Optional<Keyword> row) {
    List<Word> arguments = statement.arguments();
    boolean several = row.filter(Keyword::takesSeveral).isPresent();
    if (arguments.isEmpty()) {
      out.word("true");
    } else if (several && arguments.stream().allMatch(YamlText::isWord)) {
      out.value(joined(arguments));
    } else if (!several && arguments.size() == 1) {
      value(arguments.getFirst().text(), row);
    } else {
      out.words(arguments);
    }
  }

  /** Numbers and truth values without quotes, but only where they are meant. */
  private void value(String text, Optional<Keyword> row) {
    boolean typed =
        row.filter(
                each ->
                    each.takesTruth() || each.arguments().stream().anyMatch(YamlText::isNumeric))
            .isPresent();
    if (typed) {
      out.value(text);
    } else {
      out.text(text);
    }
  }

  private static boolean isNumeric(Argument argument) {
    return switch (argument.kind()) {
      case INT, NUMBER -> true;
      default -> false;
    };
  }

  /** Whether blanks around it make it a word again. */
  private static boolean isWord(Word word) {
    return !word.text().isEmpty() && word.text().chars().noneMatch(Character::isWhitespace);
  }

  private static String joined(List<Word> words) {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
