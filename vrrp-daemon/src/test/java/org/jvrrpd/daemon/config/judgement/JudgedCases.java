package org.jvrrpd.daemon.config.judgement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code judged.txt}: a sentence, a file, and each problem at its place. As far as possible each
 * case has one thing that is wrong, since everything is judged at once.
 */
final class JudgedCases {
  private static final String VERDICT = "keepalived -t: ";

  private JudgedCases() {}

  /**
   * One case.
   *
   * @param sentence what is wrong
   * @param text the file
   * @param expected the problems, and what {@code keepalived -t} makes of it
   */
  record Case(String sentence, String text, String expected) {
    /** With which status {@code keepalived -t} ends. */
    int exitStatus() {
      return Integer.parseInt(
          expected.substring(expected.lastIndexOf(VERDICT) + VERDICT.length()).strip());
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  static Stream<Case> all() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JudgedCases.class.getResourceAsStream("judged.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^# "))
          .filter(each -> !each.isBlank())
          .map(JudgedCases::one);
    }
  }

  private static Case one(String block) {
    int sentenceEnd = block.indexOf('\n');
    int textEnd = block.indexOf("----\n");
    return new Case(
        block.substring(0, sentenceEnd),
        block.substring(sentenceEnd + 1, textEnd),
        block.substring(textEnd + 5).strip());
  }
}
