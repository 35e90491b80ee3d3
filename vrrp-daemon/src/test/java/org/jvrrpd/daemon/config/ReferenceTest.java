package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference, its schema and the readers speak of the same keys and the same values. */
class ReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final String HEAD =
      """
      # Configuration

      One YAML file describes all controllers; each node finds itself in it. It is shared with other programs, whose
      sections are passed over; a key that is not known in one of ours gets a warning with the nearest known one. `jvrrpd
      check` says everything that is wrong, with line and column. `${NAME}` anywhere in our sections is replaced by the value
      that `environment:` or else the process's environment gives it; a name without a value is an error.

      This page and [cluster.schema.json](cluster.schema.json), for editors, are written from one table by a test
      (`mvn -q -B test -pl vrrp-daemon -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
      -Dreference.rewrite=true`), which also tries every example and holds the table against what is read. An editor that
      knows the YAML language server uses the schema where the file begins with
      `# yaml-language-server: $schema=PATH/cluster.schema.json`.

      Also read, since such files are in use: `network.vip` as a plain address with `netmask` and `interface` beside it, the
      `controllers` at the top level, and `high_availability.vip`.
      """;

  @TempDir private Path directory;

  private static Reference reference() {
    try (InputStream in =
        Optional.ofNullable(ReferenceTest.class.getResourceAsStream("reference.txt"))
            .orElseThrow()) {
      return Reference.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theTableHasExactlyTheKeysThatAreRead() {
    Map<String, Set<String>> read =
        Map.of(
            "network.vip", KnownKeys.VIP,
            "nodes.controllers[]", KnownKeys.CONTROLLER,
            "nodes.controllers[].services", KnownKeys.SERVICES,
            "high_availability.keepalived", KnownKeys.KEEPALIVED,
            "high_availability.keepalived.health_check", KnownKeys.HEALTH_CHECK,
            "high_availability.keepalived.checks[]", KnownKeys.CHECK,
            "high_availability.keepalived.notifications", KnownKeys.NOTIFICATIONS,
            "high_availability.keepalived.notifications.webhook", KnownKeys.WEBHOOK);
    Reference reference = reference();
    assertThat(reference.parts())
        .extracting(Reference.Part::place)
        .containsExactlyInAnyOrderElementsOf(read.keySet());
    read.forEach((place, keys) -> assertThat(reference.keys(place)).as(place).isEqualTo(keys));
  }

  @Test
  void thePageAndTheSchemaAreThoseOfTheTable() throws IOException {
    String page = reference().page(HEAD);
    String schema = reference().schema();
    if (Boolean.getBoolean("reference.rewrite")) {
      Files.writeString(DOCS.resolve("configuration.md"), page);
      Files.writeString(DOCS.resolve("cluster.schema.json"), schema);
    }
    assertThat(DOCS.resolve("configuration.md")).content().isEqualTo(page);
    assertThat(DOCS.resolve("cluster.schema.json")).content().isEqualTo(schema);
    assertThat(JSON.std.mapFrom(schema)).containsKey("properties");
  }

  static Stream<Case> cases() {
    return reference().parts().stream()
        .flatMap(part -> part.keys().stream().map(key -> new Case(part.place(), key)));
  }

  /** A key in its place, as a test's name shows it. */
  record Case(String place, Reference.Key key) {
    @Override
    public String toString() {
      return place + "." + key.name();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyExampleIsReadWithoutAWordAboutItsKey(Case example) throws IOException {
    assertThat(problems(example, example.key().example()))
        .filteredOn(
            problem ->
                problem.matches(".*: (warning|error): \\S*\\." + example.key().name() + ": .*"))
        .as("problems of the example")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBadValueIsRefusedAtItsKey(Case example) throws IOException {
    assertThat(problems(example, example.key().bad()))
        .as("problems of a bad value")
        .anyMatch(problem -> problem.contains("error: ") && problem.contains(example.key().name()));
  }

  private List<String> problems(Case example, String value) throws IOException {
    Path file = directory.resolve("cluster.yaml");
    Files.writeString(file, SampleFile.with(example.place(), example.key().name(), value));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigurationReader.read(
            file, Optional.empty(), TestHost.of("server1", "192.0.2.1"), Map.of())
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
