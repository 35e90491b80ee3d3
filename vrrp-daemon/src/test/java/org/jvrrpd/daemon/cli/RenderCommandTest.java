package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.daemon.runtime.ExitStatus;
import picocli.CommandLine;

/**
 * Files as they are and as they are written, side by side in {@code rendered/}. Where a change of
 * what is written is meant, {@code -Drendered.rewrite=true} writes them anew; read the difference.
 */
class RenderCommandTest {
  private static final Path SOURCES = Path.of("src/test/resources/org/jvrrpd/daemon/cli/rendered");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(Object command, String... arguments) {
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private int render(Path file, String format, String... options) {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 4, options.length);
    arguments[0] = "--config";
    arguments[1] = file.toString();
    arguments[2] = "--to";
    arguments[3] = format;
    return execute(new RenderCommand(), arguments);
  }

  private Path copied(String name) throws IOException {
    return Files.writeString(directory.resolve(name), resource(name));
  }

  private static String resource(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name));
  }

  @ParameterizedTest
  @CsvSource({
    "cluster.yaml, server1, keepalived, server1.conf",
    "cluster.yaml, server2, keepalived, server2.conf",
    "cluster.yaml, server2, yaml, server2.yaml",
    "cluster6.yaml, server1, keepalived, cluster6.conf",
    "words.conf, main, yaml, words.yaml",
    "words.conf, main, keepalived, words-again.conf",
    "words.yaml, main, keepalived, words-merged.conf",
    "words.yaml, main, yaml, words.yaml"
  })
  void aFileIsWrittenAsExpected(String from, String node, String format, String to)
      throws IOException {
    Path file = copied(from);
    String[] options =
        from.startsWith("cluster")
            ? new String[] {"--node", node}
            : new String[] {"--config-id", node};
    assertThat(render(file, format, options)).as(err.toString()).isZero();
    String said = out.toString().replace(file.toString(), "FILE");
    if (Boolean.getBoolean("rendered.rewrite")) {
      Files.writeString(SOURCES.resolve(to), said);
    }
    assertThat(said).isEqualTo(resource(to));
  }

  @ParameterizedTest
  @CsvSource({"server1.conf", "server2.conf", "server2.yaml", "cluster6.conf", "words.yaml"})
  void whatIsWrittenPassesCheck(String name) throws IOException {
    assertThat(execute(new CheckCommand(), "--offline", "--config", copied(name).toString()))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).doesNotContain("error").doesNotContain("n1ghtowl");
  }

  @Test
  void anErrorWritesNothing() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("k.yaml"),
            """
            vrrp:
              vrrp_instance:
                A:
                  interface: eth0
                  virtual_router_id: 7
                  virtual_ipaddress: [192.0.2.1]
                  prioritty: 100
                  auth_pass: hush
            """);
    assertThat(render(file, "keepalived")).isEqualTo(ExitStatus.BAD_CONFIGURATION);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(":7:7: error: unknown word \"prioritty\"; did you mean \"priority\"?")
        .contains(":8:7: error: \"auth_pass\" belongs into authentication and not in vrrp_instance")
        .doesNotContain("hush");
  }

  @Test
  void whatCannotBeWrittenWritesNothing() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("k.yaml"), "vrrp:\n  global_defs: {router_id: \"a\\nb\"}\n");
    assertThat(render(file, "keepalived")).isEqualTo(ExitStatus.BAD_CONFIGURATION);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("k.yaml:2:28: error: router_id: holds a line break");
    assertThat(render(file, "yaml")).isZero();
    assertThat(out.toString()).endsWith("    router_id: \"a\\nb\"\n");
  }

  @Test
  void aFormatThatThereIsNotIsMisuse() throws IOException {
    assertThat(render(copied("words.conf"), "json")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("--to: json is neither keepalived nor yaml");
    assertThat(execute(new RenderCommand())).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void helpSaysThatPasswordsAreWritten() {
    assertThat(execute(new RenderCommand(), "--help")).isZero();
    assertThat(out.toString()).contains("Passwords are written too");
  }
}
