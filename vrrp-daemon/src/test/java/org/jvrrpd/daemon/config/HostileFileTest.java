package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are odd, broken or made to do harm: they give problems and nothing else. */
class HostileFileTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "my_multihead_cluster.yaml");
  private static final int MUTATIONS = 1000;

  @TempDir private Path directory;

  @Test
  void aMissingFileIsAProblemAtItsBeginning() {
    assertThat(read(directory.resolve("none.yaml")).problems())
        .extracting(Problem::toString)
        .containsExactly(directory + "/none.yaml:1:1: error: the file does not exist");
  }

  @Test
  void aDirectoryIsNotAFile() {
    assertThat(read(directory).problems())
        .extracting(Problem::message)
        .containsExactly("is not a regular file");
  }

  @Test
  void aFileOfTenMegabytesIsNotRead() throws IOException {
    assertThat(messages("a: b\n".repeat(2_000_000)))
        .containsExactly("the file is larger than 1048576 bytes");
  }

  @Test
  void theLargestFileIsReadWithItsOtherSections() throws IOException {
    String rest = "    - {hostname: n, ip_address: 192.0.2.9, cpus: 4}\n".repeat(15_000);

    byte[] large = bytes(example() + "slurm:\n  nodes:\n" + rest);

    assertThat(large).hasSizeGreaterThan(SourceText.MAX_BYTES / 2);
    assertThat(read(written(large)).configuration()).isPresent();
  }

  @Test
  void onlyTheSectionsThatAreReadCostMemory() throws IOException {
    String many = "[" + "a,".repeat(50_000) + "]\n";

    assertThat(messages("network:\n  vip: " + many))
        .containsExactly("more than 20000 values in the sections read here");
    assertThat(
            read(written(bytes(example().replace("nodes:\n", "nodes:\n  compute_nodes: " + many))))
                .configuration())
        .isPresent();
  }

  @Test
  void whatAnAliasNamesIsKeptWhereverItStands() throws IOException {
    String elsewhere = example().replace("network:\n", "ours: &ours\n");

    assertThat(read(written(bytes(elsewhere + "network: *ours\n"))).configuration()).isPresent();
  }

  @Test
  void binaryDataIsNotText() throws IOException {
    byte[] bytes = new byte[4096];
    new SplittableRandom(1).nextBytes(bytes);

    assertThat(read(written(bytes)).problems()).hasSize(1);
    assertThat(messages("network:\n  vip: a\u0000b\n"))
        .containsExactly("the character U+0000 cannot stand in YAML; is this a text file?");
    assertThat(read(written(new byte[] {'a', ':', '\n', 'b', (byte) 0xe9, ':'})).problems())
        .extracting(Problem::toString)
        .containsExactly(
            directory + "/a.yaml:2:2: error: this is not UTF-8; save the file as UTF-8 text");
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    byte[] utf16 = example().getBytes(StandardCharsets.UTF_16);

    assertThat(read(written(utf16)).problems())
        .extracting(Problem::message)
        .containsExactly("the file is UTF-16; save it as UTF-8");
  }

  @Test
  void byteOrderMarksAndCarriageReturnsChangeNothing() throws IOException {
    List<Problem> plain = read(written(bytes(example()))).problems();
    String odd = "\ufeff" + example().replace("\n", "\r\n");

    assertThat(read(written(bytes(odd))).problems()).isEqualTo(plain);
    assertThat(read(written(bytes(odd))).configuration()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepNestingEndsAtTheFiftiethLevel(String opening) throws IOException {
    String beginning = opening.endsWith("- ") || opening.startsWith("?") ? "a:\n  " : "a: ";

    assertThat(messages(beginning + opening.repeat(20_000)))
        .containsExactly("more than 50 maps and lists inside one another");
  }

  @Test
  void aliasesThatMultiplyAreCounted() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 {k: [x, x]}\n");
    for (int i = 1; i < 30; i++) {
      String previous = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, previous, previous, previous));
    }

    assertThat(messages(bomb.toString())).containsExactly("more than 50 aliases of maps and lists");
  }

  @Test
  void mergesThatMultiplyEnd() throws IOException {
    StringBuilder bomb = new StringBuilder("m0: &m0 {k: v}\n");
    for (int i = 1; i < 25; i++) {
      bomb.append("m%d: &m%d {<<: [*m%d, *m%d], k%d: v}\n".formatted(i, i, i - 1, i - 1, i));
    }

    assertThat(read(written(bytes(bomb + "network: {<<: *m24}\n"))).configuration()).isEmpty();
  }

  @Test
  void variablesThatMultiplyEnd() throws IOException {
    StringBuilder bomb = new StringBuilder("network: {vip: \"${V0}\"}\nenvironment:\n");
    for (int i = 0; i < 40; i++) {
      bomb.append("  V%d: \"${V%d}${V%d}\"\n".formatted(i, i + 1, i + 1));
    }

    assertThat(messages(bomb + "  V40: \"\"\n"))
        .contains("becomes too long once its variables are replaced");
  }

  @Test
  void aThousandMistakesAreCutShort() throws IOException {
    StringBuilder mistakes = new StringBuilder("controllers:\n");
    for (int i = 0; i < 200; i++) {
      mistakes.append("  - {hostname: h%d, ip: x%d, colour%d: red}\n".formatted(i, i, i));
    }

    assertThat(read(written(bytes(mistakes.toString()))).problems())
        .hasSize(2 * Problems.MAX_OF_EACH_SEVERITY);
  }

  @Test
  void whatTheParserTripsOverIsAProblem() throws IOException {
    assertThat(messages("%YAML 99999999999999999999.1\n---\na: b\n")).hasSize(1);
    assertThat(messages("%TAG ! !\n%TAG ! !\n---\na: b\n")).hasSize(1);
    assertThat(messages("a: \"\\U0FFFFFFF\"\n")).hasSize(1);
  }

  /** One seed is one run; the failure names the seed. */
  @Test
  void mutatedExamplesGiveProblemsInsideTheFile() throws IOException {
    byte[] example = bytes(example());
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] mutated = mutate(example, new SplittableRandom(seed));
      ReadResult result = read(written(mutated));
      List<String> lines = Pattern.compile("\r\n|\n|\r").splitAsStream(decoded(mutated)).toList();
      List<Problem> outside =
          result.problems().stream().filter(problem -> !isInside(problem, lines)).toList();
      if (!outside.isEmpty()) {
        fail("seed %d: outside the file: %s".formatted(seed, outside));
      }
    }
  }

  /** The end of a file that ends with a line break is the beginning of one line more. */
  private static boolean isInside(Problem problem, List<String> lines) {
    String line = problem.line() > lines.size() ? "" : lines.get(problem.line() - 1);
    return problem.line() <= lines.size() + 1
        && problem.column() <= line.codePointCount(0, line.length()) + 1;
  }

  /** Flips, removes, repeats and swaps pieces, with a liking for what YAML gives a meaning. */
  private static byte[] mutate(byte[] original, SplittableRandom random) {
    byte[] bytes = original;
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes && bytes.length > 2; i++) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + random.nextInt(1, 40));
      byte[] head = Arrays.copyOf(bytes, at);
      byte[] piece = Arrays.copyOfRange(bytes, at, end);
      byte[] tail = Arrays.copyOfRange(bytes, end, bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> joined(head, new byte[] {(byte) random.nextInt(256)}, piece, tail);
            case 1 -> joined(head, tail);
            case 2 -> joined(head, piece, piece, tail);
            case 3 -> joined(tail, piece, head);
            default -> {
              String special = "&*!|>'\"%@`{}[],?:-#\t\n\r~<$\u0085\u2028\ud83d\ude00";
              int[] codePoints = special.codePoints().toArray();
              int chosen = codePoints[random.nextInt(codePoints.length)];
              yield joined(head, bytes(Character.toString(chosen)), piece, tail);
            }
          };
    }
    return bytes.length > SourceText.MAX_BYTES ? original : bytes;
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private List<String> messages(String yaml) throws IOException {
    return read(written(bytes(yaml))).problems().stream().map(Problem::message).toList();
  }

  private static ReadResult read(Path file) {
    return ConfigurationReader.read(
        file, Optional.of("server1"), TestHost.of("server1"), Map.of("HOME", "/root"));
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("a.yaml"), bytes);
  }

  private static String example() throws IOException {
    return Files.readString(EXAMPLE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As an editor shows it: what is not UTF-8 is one replacement character or more. */
  private static String decoded(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
