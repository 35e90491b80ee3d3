package org.jvrrpd.daemon.config.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.keepalived.StatementReader;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.yaml.VrrpYaml;

/** Any word comes back as it was, through either language. */
class RenderedWordsTest {
  private static final Path FILE = Path.of("k");
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          " ",
          "  ",
          "\t",
          "\"",
          "'",
          "\\",
          "#",
          "!",
          "$",
          "${",
          "}",
          "{",
          "@",
          "~",
          ":",
          ": ",
          "- ",
          "-",
          "?",
          "*",
          "&",
          "|",
          ">",
          "%",
          "[",
          "]",
          ",",
          "=",
          "0",
          "1",
          ".5",
          "yes",
          "on",
          "null",
          "include ",
          "<<",
          "é",
          "\ud83d\ude00",
          "A",
          "$A");

  @TempDir private Path directory;
  private final WordMaker make = new WordMaker(FILE);

  private static List<Object> texts(List<Statement> statements) {
    List<Object> all = new ArrayList<>();
    for (Statement each : statements) {
      all.add(each.words().stream().map(Word::text).toList());
      all.add(texts(each.block()));
    }
    return all;
  }

  /** A command, which is one word whatever is in it, and lines. */
  private List<Statement> statements(String word, String other) {
    return List.of(
        make.block(List.of(make.line("router_id", word)), "global_defs"),
        make.block(
            List.of(make.line("script", word, other), make.line("weight", "1", "reverse")),
            "vrrp_script",
            word),
        make.block(List.of(make.line(word, "dev", other), make.line(other)), "static_ipaddress"),
        make.block(
            List.of(
                make.line("use_vmac", word, other),
                make.line("nopreempt"),
                make.block(List.of(make.line("auth_pass", other)), "authentication")),
            "vrrp_instance",
            other));
  }

  @Test
  void anyWordComesBack() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1_000; i++) {
      List<Statement> statements = statements(word(random), word(random));
      Wording wording = new Wording(List.of("a comment"), statements);
      Findings findings = new Findings();

      String conf = KeepalivedText.of(wording, findings);
      Surroundings here = new Surroundings("main", Map.of(), 1);
      assertThat(texts(StatementReader.parse(FILE, conf, here, findings)))
          .as(conf)
          .isEqualTo(texts(statements));

      String yaml = YamlText.of(wording);
      Path file = Files.writeString(directory.resolve("k.yaml"), yaml);
      assertThat(texts(VrrpYaml.read(file, findings))).as(yaml).isEqualTo(texts(statements));
      assertThat(findings.problems()).as(conf + yaml).isEmpty();
    }
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder("x");
    for (int j = random.nextInt(1, 6); j > 0; j--) {
      word.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    String text = random.nextBoolean() ? word.toString() : word.substring(1);
    // A blank alone is no line of a block, and a line of blanks no statement.
    return text.isBlank() || text.endsWith("\\") ? text.strip() + "x" : text;
  }

  @Test
  void whatNoKeepalivedConfCanHoldIsReportedAtItsPlace() {
    for (String word : List.of("a\nb", "a\\", "\u0000", "${_HASH}", "x${_PWD", "\r")) {
      Findings findings = new Findings();
      KeepalivedText.of(new Wording(List.of(), List.of(make.line("instance", word))), findings);
      assertThat(findings.problems())
          .extracting(Problem::toString)
          .singleElement()
          .asString()
          .startsWith("k:1:1: error: instance: holds a line break");
    }
  }

  @Test
  void aCommentStaysOne() {
    Wording wording = new Wording(List.of("Of a\nvrrp_instance b"), List.of());
    assertThat(KeepalivedText.of(wording, new Findings())).isEqualTo("# Of a?vrrp_instance b\n");
  }
}
