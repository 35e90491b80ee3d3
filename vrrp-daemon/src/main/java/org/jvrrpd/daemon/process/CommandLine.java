package org.jvrrpd.daemon.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as somebody wrote it into a configuration. Words and quotes are taken apart as a shell
 * does it; where there is more to it than that ({@code |}, {@code $}, {@code >}, a wildcard, ...) a
 * shell runs it.
 *
 * @param text as it was written
 * @param words the program and its arguments; for a shell {@code /bin/sh -c TEXT}
 * @param shell whether a shell is needed
 */
public record CommandLine(String text, List<String> words, boolean shell) {
  /** What means something to a shell outside of quotes (POSIX, Shell Command Language 2.2). */
  private static final String SPECIAL = "|&;<>()$`*?[]#~{}!\n";

  /** What means something to it even within double quotes. */
  private static final String SPECIAL_IN_QUOTES = "$`";

  /** Copies the words. */
  public CommandLine {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has at least one word");
    }
  }

  /**
   * Takes a text apart; empty if there is no word in it, or a quote that does not end, or a NUL,
   * which no argument can hold (execve(2)).
   */
  public static Optional<CommandLine> parse(String text) {
    return text.indexOf('\0') >= 0 ? Optional.empty() : new Splitter(text).commandLine();
  }

  /**
   * Takes a text apart as keepalived does: words and quotes are a shell's, and nothing else means
   * anything, so that no shell ever runs it (keepalived.conf(5), SCRIPTS).
   */
  public static Optional<CommandLine> parseWithoutShell(String text) {
    return text.indexOf('\0') >= 0 ? Optional.empty() : new Splitter(text).words();
  }

  /** The program's path, or the command's first word where a shell runs it. */
  public String program() {
    return shell ? text.strip().split("\\s+", 2)[0] : words.getFirst();
  }

  /** The command as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static final class Splitter {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean shell;
    private char quote;

    Splitter(String text) {
      this.text = text;
    }

    Optional<CommandLine> commandLine() {
      return words()
          .map(
              plain -> shell ? new CommandLine(text, List.of("/bin/sh", "-c", text), true) : plain);
    }

    Optional<CommandLine> words() {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean escapes = c == '\\' && quote != '\'' && i + 1 < text.length();
        if (escapes && (quote == 0 || "\"\\$`".indexOf(text.charAt(i + 1)) >= 0)) {
          i++;
          append(text.charAt(i));
        } else if (quote != 0) {
          quoted(c);
        } else {
          bare(c);
        }
      }
      endWord();
      return quote != 0 || words.isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandLine(text, words, false));
    }

    private void quoted(char c) {
      if (c == quote) {
        quote = 0;
      } else {
        shell |= quote == '"' && SPECIAL_IN_QUOTES.indexOf(c) >= 0;
        append(c);
      }
    }

    private void bare(char c) {
      if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == ' ' || c == '\t') {
        endWord();
      } else {
        shell |= SPECIAL.indexOf(c) >= 0;
        append(c);
      }
    }

    private void append(char c) {
      inWord = true;
      word.append(c);
    }

    private void endWord() {
      if (inWord) {
        words.add(word.toString());
      }
      word.setLength(0);
      inWord = false;
    }
  }
}
