package org.jvrrpd.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.replay.Replay;
import org.jvrrpd.daemon.replay.ReplayOptions;

/**
 * What a replay says of our own captures, word for word. Each file in {@code
 * src/test/resources/transcripts} has prose, the arguments, {@code ----} and the output. With
 * {@code -Dreplay.rewrite=true} the output is written into the files; a person reads the difference
 * before committing it.
 */
class TranscriptsTest {
  private static final Path TRANSCRIPTS = Path.of("src", "test", "resources", "transcripts");
  private static final String END_OF_INPUT = "----\n";

  @TestFactory
  List<DynamicTest> everyReplaySaysWhatIsWritten() throws IOException {
    return transcripts().stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> compare(path)))
        .toList();
  }

  @Test
  void thereAreTranscripts() throws IOException {
    assertThat(transcripts()).hasSizeGreaterThanOrEqualTo(6);
  }

  private static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.sorted().toList();
    }
  }

  private static void compare(Path path) throws IOException {
    String written = Files.readString(path);
    String input = written.substring(0, written.indexOf(END_OF_INPUT) + END_OF_INPUT.length());
    String arguments =
        input.lines().filter(line -> line.startsWith("replay ")).findFirst().orElseThrow();
    String said = input + replay(arguments.split(" ", -1));
    if (Boolean.getBoolean("replay.rewrite")) {
      Files.writeString(path, said);
    } else {
      assertThat(said).isEqualTo(written);
    }
  }

  /** The arguments as the command has them, each option with its value. */
  private static String replay(String... words) throws IOException {
    Set<Integer> vrids = new TreeSet<>();
    Optional<IpAddress> standIn = Optional.empty();
    OptionalInt priority = OptionalInt.empty();
    for (int i = 2; i < words.length; i += 2) {
      String value = words[i + 1];
      switch (words[i]) {
        case "--as" -> standIn = IpAddress.parse(value);
        case "--priority" -> priority = OptionalInt.of(Integer.parseInt(value));
        case "--vrid" -> vrids.add(Integer.parseInt(value));
        default -> throw new IllegalArgumentException(words[i]);
      }
    }
    try {
      ReplayOptions options = new ReplayOptions(vrids, standIn, priority);
      return Replay.of(Captures.COMMITTED.resolve(words[1]), options).text();
    } catch (org.jvrrpd.daemon.replay.NoSuchRoleException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
