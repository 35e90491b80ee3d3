package org.jvrrpd.daemon.config.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.rendering.KeepalivedText;
import org.jvrrpd.daemon.config.rendering.Wording;
import org.jvrrpd.daemon.config.rendering.YamlText;
import org.jvrrpd.daemon.config.statement.Findings;

/** Whatever stands under {@code vrrp:}, there is an answer with a place, and it comes to an end. */
class HostileYamlTest {
  private static final Surroundings HERE = new Surroundings("main", Map.of(), 1);

  /** None takes half a second; machines that run tests can be slow. */
  private static final Duration AN_END = Duration.ofSeconds(20);

  private static final String SOUND =
      """
      vrrp:
        global_defs: &g {router_id: left, script_user: root root, vrrp_strict: no}
        vrrp_script:
          chk: {script: "/bin/true a", weight: -20, user: [root]}
        vrrp_instance:
          A: &a
            interface: eth0
            virtual_router_id: 7
            priority: 0100
            nopreempt: true
            authentication: {auth_type: PASS, auth_pass: hush}
            virtual_ipaddress:
              - 192.0.2.1/24 dev eth0
              - 192.0.2.2: {dev: eth1, label: x}
            virtual_routes: ["198.51.100.0/24 via 192.0.2.254 dev eth0"]
            track_script: [chk, [chk, weight, 2]]
            track_interface: {eth1: {weight: 3}}
          B: {<<: *a, virtual_router_id: 8}
        virtual_server:
          192.0.2.1 80: [lb_algo rr, {real_server 192.0.2.3 80: [weight 1]}]
      """;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ": ",
          "- ",
          "? ",
          "&a ",
          "*a",
          "*g",
          "<<: *a",
          "!x ",
          "!!str ",
          "|",
          ">",
          "'",
          "\"",
          "#",
          "\n",
          "\n  ",
          "\t",
          "~",
          "null",
          "yes",
          "0",
          "-1",
          "99999999999999",
          "\\u0000",
          "é",
          "\ud83d\ude00",
          "\u2028",
          "%",
          "---\n",
          "...\n",
          "vrrp",
          "include: x");

  @TempDir private Path directory;

  private JudgedFile judge(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("k.yaml"), bytes);
    JudgedFile judged = JudgedFile.read(file, HERE, Optional.of(KnownMachine.USUAL));
    assertThat(judged.findings()).hasSizeLessThanOrEqualTo(200);
    assertThat(judged.toString()).doesNotContain("hush");
    return judged;
  }

  private JudgedFile judge(String text) throws IOException {
    return judge(text.getBytes(StandardCharsets.UTF_8));
  }

  private void endsWithAnError(String text) {
    JudgedFile judged = assertTimeout(AN_END, () -> judge(text));
    assertThat(judged.hasErrors()).isTrue();
  }

  @Test
  void mutatedFilesAreJudgedAndRendered() throws IOException {
    assertThat(judge(SOUND).problems()).noneMatch(each -> each.severity() == Severity.ERROR);
    SplittableRandom random = new SplittableRandom(6);
    int sound = 0;
    for (int i = 0; i < 600; i++) {
      StringBuilder text = new StringBuilder(SOUND);
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        int at = random.nextInt(6, text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
      JudgedFile judged = judge(text.toString());
      if (!judged.hasErrors()) {
        sound++;
        assertRenderedAlike(judged);
      }
    }
    assertThat(sound).isPositive();
  }

  private void assertRenderedAlike(JudgedFile judged) throws IOException {
    Wording wording = new Wording(List.of(), judged.statements());
    assertThat(WithoutPlaces.of(judge(YamlText.of(wording)).configuration()))
        .isEqualTo(WithoutPlaces.of(judged.configuration()));
    Findings findings = new Findings();
    String text = KeepalivedText.of(wording, findings);
    if (!findings.hasErrors()) {
      JudgedFile again = JudgedFile.parse(Path.of("k.conf"), text, HERE, Optional.empty());
      assertThat(WithoutPlaces.of(again.configuration()))
          .as(text)
          .isEqualTo(WithoutPlaces.of(judged.configuration()));
    }
  }

  @Test
  void bytesThatAreNoTextAreJudged() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(judge(bytes).verdict()).isNotNull();
      byte[] behind =
          (SOUND + new String(bytes, StandardCharsets.ISO_8859_1))
              .getBytes(StandardCharsets.ISO_8859_1);
      assertThat(judge(behind).verdict()).isNotNull();
    }
  }

  @Test
  void deepAndHugeFilesComeToAnEnd() {
    endsWithAnError("vrrp: " + "[".repeat(200_000));
    endsWithAnError("vrrp: " + "{a: ".repeat(100_000));
    endsWithAnError("vrrp:\n  static_ipaddress: " + "[".repeat(40) + "]".repeat(40));
    endsWithAnError(
        "vrrp:\n  virtual_server: {a: " + "[{b: ".repeat(20) + "[x]" + "}]".repeat(20) + ", a: x}");
    endsWithAnError("vrrp:\n" + "  nonsense: x\n".repeat(9_000));
    endsWithAnError("vrrp:\n  static_ipaddress:\n" + "    - x\n".repeat(19_000));
    endsWithAnError("vrrp:\n  static_ipaddress: \"" + "word ".repeat(200_000) + "\"\n");
    endsWithAnError("vrrp:\n  x: \"" + "a".repeat(2_000_000) + "\"\n");
    endsWithAnError("vrrp:\n  vrrp_script: {" + "? [a] : b, ".repeat(5_000) + "}\n");
  }

  /** Each level names the one above twice; unfolded there would be 2^24 lines. */
  @Test
  void aliasesThatGrowWithoutBoundsComeToAnEnd() {
    StringBuilder text = new StringBuilder("x0: &x0 [a, b]\n");
    for (int i = 1; i <= 24; i++) {
      text.append("x%d: &x%d [{a: *x%d}, {b: *x%d}]\n".formatted(i, i, i - 1, i - 1));
    }
    endsWithAnError(text + "vrrp:\n  virtual_server: {a: *x24}\n");
    endsWithAnError("vrrp: &a\n  vrrp_instance: *a\n");
  }
}
