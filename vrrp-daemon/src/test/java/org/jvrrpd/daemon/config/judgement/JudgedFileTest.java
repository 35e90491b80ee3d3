package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.statement.Finding;

/** What is said of small files, and whether the real keepalived agrees. */
class JudgedFileTest {
  /** What version 2.2.7 does not know, and what its other half finds. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "What is ignored says why, what is refused says so",
          "An HMAC behind advertisements, which keepalived 2.2.7 does not know",
          "The other half of keepalived is named once");

  private static final String WITH_TWO_INTERFACES =
      "ip link add eth0 type veth peer name eth1 && ip address add 192.0.2.100/24 dev eth0"
          + " && ip link set eth0 up && ip link set eth1 up && exec keepalived -t -l -n -i main -f \"$1\"";

  @TempDir private Path directory;

  static Stream<JudgedCases.Case> cases() throws IOException {
    return JudgedCases.all();
  }

  static Stream<JudgedCases.Case> comparedCases() throws IOException {
    return cases().filter(each -> !NOT_COMPARED.contains(each.sentence()));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("k.conf"), text);
  }

  private static JudgedFile judge(Path file) {
    return JudgedFile.read(
        file, new Surroundings("main", Map.of(), 1), Optional.of(KnownMachine.USUAL));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingThatIsWrongIsSaidAtItsPlace(JudgedCases.Case each) throws IOException {
    Path file = file(each.text());
    JudgedFile judged = judge(file);
    String said =
        judged.problems().stream()
            .map(problem -> problem.toString().replace(file + ":", "") + "\n")
            .collect(Collectors.joining());
    assertThat(said + "keepalived -t: " + judged.verdict().exitStatus()).isEqualTo(each.expected());
  }

  /** In a namespace of its own, with the interfaces that {@link KnownMachine#USUAL} has. */
  @ParameterizedTest
  @MethodSource("comparedCases")
  void keepalivedItselfEndsWithTheSameStatus(JudgedCases.Case each) throws Exception {
    Process process =
        new ProcessBuilder(
                "unshare", "--net", "sh", "-c", WITH_TWO_INTERFACES, "sh", file(each.text()) + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(each.exitStatus());
  }

  @Test
  void whatThisMachineLacksIsNotJudgedOffline() throws IOException {
    Path file =
        file(
            """
            vrrp_instance A {
              interface eth7
              virtual_router_id 7
              virtual_ipaddress { 192.0.2.1 dev eth8 }
              notify /no/such
            }
            """);
    JudgedFile judged =
        JudgedFile.read(file, new Surroundings("main", Map.of(), 1), Optional.empty());
    assertThat(judged.problems()).isEmpty();
    assertThat(judge(file).problems()).hasSize(3);
  }

  @Test
  void aPasswordIsNeverShown() throws IOException {
    Path file =
        file(
            """
            vrrp_instance A {
              authentication {
                auth_type PASS
                auth_pass "hush" extra
                auth_pass much_too_long_hush
              }
              auth_pass hush
            }
            """);
    JudgedFile judged = judge(file);
    assertThat(judged.problems()).isNotEmpty();
    assertThat(judged.problems().toString() + judged.configuration()).doesNotContain("hush");
  }

  @Test
  void aKeyIsNeverShown() throws IOException {
    Path file =
        file(
            """
            vrrp_instance hush {
              auth_hmac {
                key 1 not_long_enough_secret
                key 2 a_secret_that_is_long_enough_for_a_key
                key secret_instead_of_a_number
                key secret_instead_of_a_number hex:00
                key 3 hex:no_digits_secret
                key 4 a_secret_of_two_words secret
                key 5 a_secret_that_is_much_too_long_for_a_key_since_it_has_far_more_than_64_bytes
                kye 6 secret
                active_key 7
              }
              key 1 secret
            }
            """);
    JudgedFile judged = judge(file);
    assertThat(judged.problems()).hasSizeGreaterThan(8);
    assertThat(judged.problems().toString() + judged.configuration()).doesNotContain("secret");
    assertThat(judged.findings()).anyMatch(Finding::preventsStart);
  }

  @Test
  void noMoreProblemsAreKeptThanAnybodyReads() throws IOException {
    JudgedFile judged = judge(file("nonsense\n".repeat(5_000)));
    assertThat(judged.findings()).hasSize(100);
  }

  @Test
  void problemsOfIncludedFilesNameThem() throws IOException {
    Files.writeString(directory.resolve("more.conf"), "\n  nonsense\n");
    Path file = file("include more.conf\nnonsense\n");
    assertThat(judge(file).problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            directory.resolve("more.conf") + ":2:3: error: unknown word \"nonsense\"",
            file + ":2:1: error: unknown word \"nonsense\"");
  }

  @Test
  void aFileIsKnownByItsNameOrItsFirstWord() throws IOException {
    List<String> keepalived =
        List.of("a.conf", "keepalived.conf.sample", "missing.conf", "words", "after-comment");
    Files.writeString(directory.resolve("words"), "\n\nglobal_defs {\n}\n");
    Files.writeString(directory.resolve("after-comment"), "# vrrp\n! b\n  vrrp_instance A {\n");
    Files.writeString(directory.resolve("cluster"), "# a comment\nnetwork:\n  vip: x\n");
    Files.writeString(directory.resolve("cluster.yaml"), "global_defs {\n");
    assertThat(keepalived).allMatch(name -> FileFormat.isKeepalived(directory.resolve(name)));
    assertThat(List.of("cluster", "cluster.yaml", "missing", "missing.conf.yml"))
        .noneMatch(name -> FileFormat.isKeepalived(directory.resolve(name)));
  }
}
