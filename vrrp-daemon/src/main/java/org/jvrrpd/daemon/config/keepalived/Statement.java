package org.jvrrpd.daemon.config.keepalived;

import java.util.List;
import java.util.Optional;

/**
 * One line of a keepalived.conf (keepalived.conf(5)), and the block in braces that belongs to it.
 *
 * @param line where it begins, counted from 1
 * @param words what stands there, without quotes; the first is the keyword
 * @param block the statements between its braces; empty where it has none
 */
public record Statement(int line, List<String> words, List<Statement> block) {
  /** Copies the lists. */
  public Statement {
    words = List.copyOf(words);
    block = List.copyOf(block);
  }

  /** The first word. */
  public String keyword() {
    return words.getFirst();
  }

  /** The word behind the keyword. */
  public Optional<String> value() {
    return words.size() < 2 ? Optional.empty() : Optional.of(words.get(1));
  }

  /** The statements of the block that begin with a keyword. */
  List<Statement> all(String keyword) {
    return block.stream().filter(each -> each.keyword().equals(keyword)).toList();
  }

  /** The last of them, which is the one that counts. */
  Optional<Statement> last(String keyword) {
    return all(keyword).stream().reduce((_, later) -> later);
  }

  /** The value of the last of them. */
  Optional<String> lastValue(String keyword) {
    return last(keyword).flatMap(Statement::value);
  }
}
