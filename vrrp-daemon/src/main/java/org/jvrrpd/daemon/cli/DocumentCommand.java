package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Version;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Writes what a package installs beside the program: manual pages and completions for bash. */
@Command(
    name = "document",
    hidden = true,
    description = "Writes manual pages and completions; the package is made with them.")
final class DocumentCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where to write; made if it is missing.")
  private Path directory = Path.of(".");

  @Override
  public Integer call() throws IOException {
    CommandLine program = spec.root().commandLine();
    Files.createDirectories(directory);
    write(program);
    for (CommandLine command : program.getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        write(command);
      }
    }
    Files.writeString(
        directory.resolve("jvrrpd.bash"), AutoComplete.bash(program.getCommandName(), program));
    return ExitStatus.OK;
  }

  private void write(CommandLine command) throws IOException {
    ManualPage page = new ManualPage(command.getCommandSpec(), Version.number());
    Files.writeString(directory.resolve(page.name() + ".1"), page.text());
  }
}
