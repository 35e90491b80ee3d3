package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.runtime.Signals;
import org.jvrrpd.daemon.runtime.Version;
import picocli.CommandLine;

/** What a package installs beside the program says what {@code --help} says. */
class DocumentCommandTest {
  private final CommandLine program = new CommandLine(new Main(), new Commands(Signals.register()));
  @TempDir private Path directory;

  @BeforeEach
  void write() {
    assertThat(program.execute("document", directory.resolve("new").toString())).isZero();
  }

  @Test
  void everyCommandThatIsShownHasAPageWithItsOptions() throws IOException {
    for (CommandLine command : program.getSubcommands().values()) {
      var spec = command.getCommandSpec();
      Path page = directory.resolve("new/jvrrpd-" + spec.name() + ".1");
      if (spec.usageMessage().hidden()) {
        assertThat(page).doesNotExist();
        assertThat(page("jvrrpd")).doesNotContain("\\fB" + spec.name() + "\\fR");
      } else {
        assertThat(page("jvrrpd")).contains("\\fB" + spec.name() + "\\fR");
        String text = Files.readString(page);
        spec.options()
            .forEach(option -> assertThat(text).contains(ManualPage.escaped(option.longestName())));
      }
    }
  }

  @Test
  void aPageHasWhatManNeeds() throws IOException {
    assertThat(page("jvrrpd-reload").lines())
        .startsWith(".TH \"JVRRPD\\-RELOAD\" 1 \"\" \"jvrrpd " + version() + "\" \"jvrrpd\"")
        .contains(".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXIT STATUS", ".SH SEE ALSO")
        .contains("\\fB\\-\\-dry\\-run\\fR", ".BR jvrrpd (1),");
  }

  @Test
  void completionsKnowTheCommands() throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("new/jvrrpd.bash"));
    assertThat(lines).anyMatch(line -> line.contains("complete") && line.contains("jvrrpd"));
    assertThat(lines).anyMatch(line -> line.contains("reload") && line.contains("status"));
  }

  @Test
  void whatMeansSomethingToTroffIsEscaped() {
    assertThat(ManualPage.escaped("a-b \\n\n.SH\n'x\nplain"))
        .isEqualTo("a\\-b \\en\n\\&.SH\n\\&'x\nplain");
  }

  private String page(String name) throws IOException {
    return Files.readString(directory.resolve("new/" + name + ".1"));
  }

  private static String version() {
    return ManualPage.escaped(Version.number());
  }
}
