package org.jvrrpd.daemon.config.keepalived;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;

/**
 * Makes statements and blocks of lines: quotes of both kinds, braces on the same line or the next,
 * blocks on one line. A brace too many or too few is reported, and what is there is still read.
 */
final class StatementBuilder {
  /** A statement whose block has not ended yet. */
  private record Open(List<Word> words, List<Statement> block) {}

  private final Findings findings;
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder word = new StringBuilder();
  private List<Word> words = new ArrayList<>();
  private @Nullable Location wordAt;
  private int statements;

  StatementBuilder(Findings findings) {
    this.findings = findings;
    open.push(new Open(List.of(), new ArrayList<>()));
  }

  /** Takes one line: without comment, its variables replaced. */
  void add(SourceLine line) {
    int at = 0;
    while (at < line.length()) {
      at = take(line, at);
    }
    endStatement();
  }

  /** Everything so far; blocks that have not ended are reported. */
  List<Statement> finish() {
    while (open.size() > 1) {
      Word owner = open.getFirst().words().getFirst();
      findings.error(
          owner.at(), "", "the block of \"" + owner.text() + "\" does not end; a } is missing");
      endBlock();
    }
    return List.copyOf(open.getFirst().block());
  }

  boolean isFull() {
    return statements >= Limits.MAX_STATEMENTS;
  }

  /** Takes what stands at an index, and returns that of what is next. */
  private int take(SourceLine line, int at) {
    char c = line.text().charAt(at);
    switch (c) {
      case '"' -> {
        return quoted(line, at);
      }
      case '\'' -> {
        return singleQuoted(line, at);
      }
      case '{' -> {
        return brace(line, at);
      }
      case '}' -> {
        endStatement();
        if (open.size() == 1) {
          findings.error(line.at(at), "", "there is no block here that this } could end");
        } else {
          endBlock();
        }
      }
      default -> {
        if (Blanks.isBlank(c) || c == '\n') {
          endWord();
        } else {
          append(line, at, c);
        }
      }
    }
    return at + 1;
  }

  private int quoted(SourceLine line, int from) {
    begin(line, from);
    String text = line.text();
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      boolean escapes =
          c == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
      word.append(escapes ? text.charAt(++at) : c);
    }
    findings.error(line.at(from), "", "this quote has no end on its line; write the other \"");
    return text.length();
  }

  /** One without a partner is a character like others: {@code o'clock}. */
  private int singleQuoted(SourceLine line, int from) {
    int end = line.text().indexOf('\'', from + 1);
    if (end < 0) {
      append(line, from, '\'');
      return from + 1;
    }
    begin(line, from);
    word.append(line.text(), from + 1, end);
    return end + 1;
  }

  /** <code>${NAME}</code> is a word's part, any other brace begins the block of what is before. */
  private int brace(SourceLine line, int at) {
    boolean variable = at > 0 && line.text().charAt(at - 1) == '$' && wordAt != null;
    int end = variable ? line.text().indexOf('}', at) : -1;
    if (end > 0) {
      String use = line.text().substring(at, end + 1);
      findings.error(
          line.at(at - 1),
          "",
          "the variable $" + use + " is not defined; add a line $" + name(use) + "=value before");
      word.append(use);
      return end + 1;
    }
    endWord();
    if (words.isEmpty()) {
      reopen(line.at(at));
    } else {
      begin(words);
      words = new ArrayList<>();
    }
    return at + 1;
  }

  private static String name(String use) {
    return use.substring(1, use.length() - 1);
  }

  private void begin(List<Word> owner) {
    open.push(new Open(owner, new ArrayList<>()));
    if (open.size() > Limits.MAX_BLOCK_DEPTH) {
      findings.error(owner.getFirst().at(), "", "the blocks are nested too deep here");
      endBlock();
    }
  }

  /** The brace stands on a line of its own: the block is that of the statement before. */
  private void reopen(Location at) {
    List<Statement> before = open.getFirst().block();
    if (before.isEmpty() || before.getLast().hasBlock()) {
      findings.error(at, "", "there is nothing before this { that it could be the block of");
      begin(List.of(new Word("{", at)));
    } else {
      begin(before.removeLast().words());
    }
  }

  private void endBlock() {
    Open ended = open.pop();
    add(new Statement(ended.words(), true, ended.block()));
  }

  private void endStatement() {
    endWord();
    if (!words.isEmpty()) {
      add(new Statement(words, false, List.of()));
      words = new ArrayList<>();
    }
  }

  private void add(Statement statement) {
    statements++;
    if (!isFull()) {
      open.getFirst().block().add(statement);
    }
  }

  private void endWord() {
    if (wordAt != null) {
      words.add(new Word(word.toString(), wordAt));
    }
    word.setLength(0);
    wordAt = null;
  }

  private void append(SourceLine line, int at, char c) {
    begin(line, at);
    word.append(c);
  }

  private void begin(SourceLine line, int at) {
    if (wordAt == null) {
      wordAt = line.at(at);
    }
  }
}
