package org.jvrrpd.daemon.config.statement;

import java.util.List;
import java.util.Optional;

/**
 * A keyword, the words behind it, and the block that belongs to it.
 *
 * @param words at least one; the first is the keyword
 * @param hasBlock whether there are braces, even if nothing stands between them
 * @param block the statements between its braces; empty where it has none
 */
public record Statement(List<Word> words, boolean hasBlock, List<Statement> block) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException without a word
   */
  public Statement {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a statement has a keyword");
    }
    words = List.copyOf(words);
    block = List.copyOf(block);
  }

  /** The first word. */
  public String keyword() {
    return words.getFirst().text();
  }

  /** Where the keyword stands. */
  public Location at() {
    return words.getFirst().at();
  }

  /** The words behind the keyword. */
  public List<Word> arguments() {
    return words.subList(1, words.size());
  }

  /** The word behind the keyword. */
  public Optional<Word> value() {
    return arguments().stream().findFirst();
  }

  /** The statements of the block that begin with a keyword. */
  public List<Statement> all(String keyword) {
    return block.stream().filter(each -> each.keyword().equals(keyword)).toList();
  }

  /** The last of them, which is the one that counts. */
  public Optional<Statement> last(String keyword) {
    return all(keyword).stream().reduce((_, later) -> later);
  }
}
