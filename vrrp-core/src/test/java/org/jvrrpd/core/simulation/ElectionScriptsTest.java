package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays {@code src/test/resources/election/*.txt}. With {@code -Delection.rewrite=true} what
 * happened is written into the scripts; a person reads the difference before committing it.
 */
class ElectionScriptsTest {
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "election");
  private static final int FEWEST_SCRIPTS = 40;

  @TestFactory
  List<DynamicTest> everyScriptHappensAsWritten() throws IOException {
    return scripts().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(path.getFileName().toString(), () -> playAndCompare(path)))
        .toList();
  }

  @Test
  void thereAreScriptsToPlay() throws IOException {
    assertThat(scripts()).hasSizeGreaterThanOrEqualTo(FEWEST_SCRIPTS);
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static void playAndCompare(Path path) {
    try {
      String written = Files.readString(path);
      String played = Script.parse(written.lines().toList()).play().text();
      assertThat(played).doesNotContain("violation:");
      if (Boolean.getBoolean("election.rewrite")) {
        Files.writeString(path, played);
      } else {
        assertThat(played).isEqualTo(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
