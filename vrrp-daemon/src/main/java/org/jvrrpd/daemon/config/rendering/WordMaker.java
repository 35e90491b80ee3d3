package org.jvrrpd.daemon.config.rendering;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;

/** Makes statements that nobody wrote; their place is the beginning of the file they come from. */
final class WordMaker {
  private final Location at;

  WordMaker(Path file) {
    this.at = Location.startOf(file);
  }

  /** A keyword and its values. */
  Statement line(String... words) {
    return new Statement(words(words), false, List.of());
  }

  /** A keyword, its values, and a block. */
  Statement block(List<Statement> block, String... words) {
    return new Statement(words(words), true, block);
  }

  private List<Word> words(String... words) {
    return Arrays.stream(words).map(each -> new Word(each, at)).toList();
  }
}
