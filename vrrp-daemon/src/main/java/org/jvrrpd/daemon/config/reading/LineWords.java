package org.jvrrpd.daemon.config.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.Spelling;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Argument;
import org.jvrrpd.daemon.config.vocabulary.Keyword;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vrrp.Placed;

/** The words that follow the value with which a line begins. */
final class LineWords {
  private static final int MAX_SHOWN = 64;

  private LineWords() {}

  /**
   * Sorts words into those with a value behind them and those without; unknown ones are reported.
   *
   * @param values gets the values, by word
   * @param flags gets the words without
   */
  static void read(
      List<Word> words,
      Section section,
      Findings findings,
      Map<String, Word> values,
      Set<String> flags) {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      Optional<Keyword> keyword = section.find(word.text());
      if (keyword.isEmpty()) {
        unknown(word, section, findings);
      } else if (keyword.get().arguments().isEmpty()) {
        flags.add(word.text());
      } else if (i + 1 == words.size()) {
        findings.error(word.at(), word.text(), "needs a value");
      } else {
        i++;
        value(word, words.get(i), keyword.get().arguments().getFirst(), findings)
            .ifPresent(value -> values.put(word.text(), value));
      }
    }
  }

  private static Optional<Word> value(
      Word keyword, Word value, Argument argument, Findings findings) {
    if (!argument.accepts(value.text())) {
      findings.error(value.at(), keyword.text(), shown(value) + " is not " + argument.expected());
      return Optional.empty();
    }
    return Optional.of(value);
  }

  static void unknown(Word word, Section section, Findings findings) {
    findings.error(
        word.at(),
        "",
        "unknown word "
            + shown(word)
            + Spelling.nearest(word.text(), section.words())
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse(""));
  }

  /** A word in quotes, and not more of it than anybody reads. */
  static String shown(Word word) {
    String text = word.text();
    return "\"" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "\"";
  }

  /** A value with its place. */
  static Optional<Placed<String>> placed(Map<String, Word> values, String word) {
    return Optional.ofNullable(values.get(word)).map(each -> new Placed<>(each.text(), each.at()));
  }
}
