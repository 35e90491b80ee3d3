package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.keepalived.Surroundings;

/** Whatever a file holds, there is an answer: never an exception, and it comes to an end. */
class HostileConfigurationTest {
  private static final Path FILE = Path.of("k.conf");
  private static final Surroundings HERE = new Surroundings("main", Map.of(), 1);

  /** Pieces of the language, so that mutations reach beyond its surface. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "\"",
          "'",
          "\\\n",
          "#",
          "!",
          "$",
          "${",
          "$A=",
          "$A",
          "@main ",
          "@^",
          "~SEQ(A,1,9) ",
          "~LST({A,B},{1,2}) ",
          "include ",
          "-1",
          "99999999999999999999",
          "1.",
          ".",
          "::",
          "/",
          "192.0.2.1/",
          "weight",
          "\0",
          "\ufeff",
          "\ud83d",
          "é",
          "\n",
          "\r",
          " ",
          "vrrp_instance ");

  private static JudgedFile judge(String text) {
    return JudgedFile.parse(FILE, text, HERE, Optional.of(KnownMachine.USUAL));
  }

  @Test
  void mutatedFilesAreJudged() throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    List<JudgedCases.Case> cases = JudgedCases.all().toList();
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(cases.get(i % cases.size()).text());
      for (int j = random.nextInt(1, 8); j > 0; j--) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(judge(text.toString()).findings()).hasSizeLessThanOrEqualTo(200);
    }
  }

  @Test
  void bytesThatAreNoTextAreJudged() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      assertThat(judge(new String(bytes, StandardCharsets.ISO_8859_1)).verdict()).isNotNull();
      assertThat(judge(new String(bytes, StandardCharsets.UTF_8)).verdict()).isNotNull();
    }
  }

  @Test
  void anyBeginningIsLookedAt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("unnamed");
    for (String beginning : List.of(" ", "#\n", "!", "{", "\ufeff", "x")) {
      Files.writeString(file, beginning.repeat(60_000));
      assertThat(FileFormat.isKeepalived(file)).as(beginning).isFalse();
    }
    Files.writeString(file, "\ufeff" + "# comment\n \n".repeat(1_000) + "vrrp_instance{");
    assertThat(FileFormat.isKeepalived(file)).isTrue();
  }

  @Test
  void hugeFilesComeToAnEnd() {
    assertThat(judge("a {".repeat(100_000)).hasErrors()).isTrue();
    assertThat(judge("}".repeat(100_000)).hasErrors()).isTrue();
    assertThat(judge("\"".repeat(100_001)).hasErrors()).isTrue();
    assertThat(judge("x\n".repeat(300_000)).hasErrors()).isTrue();
    assertThat(judge("a \\\n".repeat(500_000)).findings()).isNotEmpty();
    assertThat(judge("@^ ".repeat(100_000) + "\\").findings()).isNotEmpty();
    assertThat(judge(" ".repeat(1_000_000)).findings()).isEmpty();
    String instances =
        "~SEQ(A,1,200) ~SEQ(B,1,250) $V\n$V= \\\nvrrp_instance ${A}.${B} { \\\n x \\\n}\n~SEQ(A,1,200) ~SEQ(B,1,250) $V\n";
    assertThat(judge(instances).findings()).isNotEmpty();
  }
}
