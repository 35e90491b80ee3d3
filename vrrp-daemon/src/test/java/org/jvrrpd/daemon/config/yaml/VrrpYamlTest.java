package org.jvrrpd.daemon.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;

/** {@code statements.txt}: a sentence, YAML, and the words it stands for, each with its place. */
class VrrpYamlTest {
  @TempDir private Path directory;

  record Case(String sentence, String yaml, String expected) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(VrrpYamlTest.class.getResourceAsStream("statements.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^# "))
          .filter(each -> !each.isBlank())
          .map(VrrpYamlTest::one);
    }
  }

  private static Case one(String block) {
    int sentenceEnd = block.indexOf('\n');
    int yamlEnd = block.indexOf("----\n");
    return new Case(
        block.substring(0, sentenceEnd),
        block.substring(sentenceEnd + 1, yamlEnd),
        block.substring(yamlEnd + 5).strip());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yamlStandsForWordsWithTheirPlaces(Case each) throws IOException {
    Path file = Files.writeString(directory.resolve("k.yaml"), each.yaml());
    Findings findings = new Findings();
    StringBuilder said = new StringBuilder();
    VrrpYaml.read(file, findings).forEach(statement -> append(said, statement, ""));
    findings
        .problems()
        .forEach(problem -> said.append(problem.toString().replace(file + ":", "")).append('\n'));
    assertThat(said.toString().strip()).isEqualTo(each.expected());
  }

  private static void append(StringBuilder said, Statement statement, String indent) {
    String words =
        statement.words().stream()
            .map(word -> word.at().line() + ":" + word.at().column() + " [" + word.text() + "]")
            .collect(Collectors.joining(" "));
    said.append(indent).append(words).append(statement.hasBlock() ? " {\n" : "\n");
    statement.block().forEach(each -> append(said, each, indent + "  "));
    said.append(statement.hasBlock() ? indent + "}\n" : "");
  }

  @Test
  void aFileIsKnownByItsTopLevel() throws IOException {
    Map<String, Boolean> files =
        Map.of(
            "vrrp: {}", true,
            "{\"vrrp\": {}}", true,
            "vrrp:\n  a: [\n", true,
            "# c\nother: 1\nvrrp:\n", true,
            "network: {vip: x}\nvrrp: {}\n", false,
            "vrrp: {}\nnodes: [\n", false,
            "other:\n  vrrp: {}\n", false,
            "- vrrp\n", false,
            "\0vrrp: {}", false,
            "", false);
    for (Map.Entry<String, Boolean> each : files.entrySet()) {
      Path file = Files.writeString(directory.resolve("k.yaml"), each.getKey());
      assertThat(VrrpYaml.isOne(file)).as(each.getKey()).isEqualTo(each.getValue());
    }
    assertThat(List.of(directory, directory.resolve("missing"), Path.of("/dev/null")))
        .noneMatch(VrrpYaml::isOne);
  }
}
