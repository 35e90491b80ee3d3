package org.jvrrpd.daemon.config.keepalived;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes a keepalived.conf apart: comments from {@code #} or {@code !} to the end of the line,
 * quotes of both kinds, a backslash before the end of a line, braces on the same line or the next,
 * blocks on one line. As lenient as keepalived: a brace too many or too few is passed over.
 */
final class StatementParser {
  /** A statement whose block has not ended yet. */
  private record Open(int line, List<String> words, List<Statement> block) {}

  private static final String BLANKS = " \t\r\f";

  private final String text;
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder word = new StringBuilder();
  private List<String> words = new ArrayList<>();
  private boolean inWord;
  private int at;
  private int line = 1;
  private int firstLine = 1;

  private StatementParser(String text) {
    this.text = text;
    open.push(new Open(0, List.of(), new ArrayList<>()));
  }

  /** The statements of a file; nested ones are in their blocks. */
  static List<Statement> parse(String text) {
    return new StatementParser(text).statements();
  }

  private List<Statement> statements() {
    for (; at < text.length(); at++) {
      take(text.charAt(at));
    }
    endStatement();
    while (open.size() > 1) {
      endBlock();
    }
    return open.pop().block();
  }

  private void take(char c) {
    switch (c) {
      case '\n' -> endLine();
      case '#', '!' -> skipComment();
      case '"', '\'' -> quoted(c);
      case '\\' -> escaped();
      case '{' -> beginBlock();
      case '}' -> {
        endStatement();
        endBlock();
      }
      default -> {
        if (BLANKS.indexOf(c) >= 0) {
          endWord();
        } else {
          append(c);
        }
      }
    }
  }

  private void endLine() {
    endStatement();
    line++;
  }

  private void skipComment() {
    while (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
      at++;
    }
  }

  /** Up to the other quote; one that has none ends with its line. */
  private void quoted(char quote) {
    append("");
    while (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
      char c = text.charAt(++at);
      if (c == quote) {
        return;
      }
      append(c);
    }
  }

  private void escaped() {
    if (at + 1 >= text.length()) {
      return;
    }
    char next = text.charAt(++at);
    if (next == '\n') {
      endWord();
      line++;
    } else {
      append(next);
    }
  }

  /**
   * {@code ${NAME}} is a word's part, any other brace begins the block of what stands before it.
   */
  private void beginBlock() {
    if (!word.isEmpty() && word.charAt(word.length() - 1) == '$') {
      int end = text.indexOf('}', at);
      int lineEnd = text.indexOf('\n', at);
      if (end >= 0 && (lineEnd < 0 || end < lineEnd)) {
        append(text.substring(at, end + 1));
        at = end;
        return;
      }
    }
    endWord();
    if (words.isEmpty()) {
      reopen();
    } else {
      open.push(new Open(firstLine, words, new ArrayList<>()));
      words = new ArrayList<>();
    }
  }

  /** The brace stands on a line of its own: the block is that of the statement before. */
  private void reopen() {
    List<Statement> before = open.getFirst().block();
    if (before.isEmpty() || !before.getLast().block().isEmpty()) {
      open.push(new Open(line, List.of("{"), new ArrayList<>()));
    } else {
      Statement owner = before.removeLast();
      open.push(new Open(owner.line(), owner.words(), new ArrayList<>()));
    }
  }

  private void endBlock() {
    if (open.size() > 1) {
      Open ended = open.pop();
      open.getFirst().block().add(new Statement(ended.line(), ended.words(), ended.block()));
    }
  }

  private void endStatement() {
    endWord();
    if (!words.isEmpty()) {
      open.getFirst().block().add(new Statement(firstLine, words, List.of()));
      words = new ArrayList<>();
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void append(char c) {
    append(String.valueOf(c));
  }

  private void append(String more) {
    if (words.isEmpty() && !inWord) {
      firstLine = line;
    }
    inWord = true;
    word.append(more);
  }
}
