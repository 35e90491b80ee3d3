package org.jvrrpd.daemon.setup;

import java.nio.file.Path;
import org.jvrrpd.daemon.runtime.ExitStatus;

/**
 * What all steps work with.
 *
 * @param options what the user asked for
 * @param origin where this program lies and how it is started
 * @param talk what is said
 * @param ledger what was changed
 * @param tree the machine's files
 * @param machine the machine's programs
 */
record Workplace(
    SetupOptions options, Origin origin, Talk talk, Ledger ledger, Tree tree, Machine machine) {

  /** Ends setup before anything was changed; a dry run goes on, to show the rest. */
  void stop() throws SetupFailure {
    if (!dryRun()) {
      talk.info("nothing was changed");
      throw new SetupFailure(ExitStatus.FAILED);
    }
    tree.markRefused();
  }

  /** Whether only to say what would be done. */
  boolean dryRun() {
    return options.dryRun();
  }

  /**
   * Where the running program comes from.
   *
   * @param launcher what starts it, absolute
   * @param packaged whether a package has installed it
   */
  record Origin(Path launcher, boolean packaged) {
    private static final Path COMMAND = Path.of("/usr/bin/jvrrpd");

    /** As the launcher has told the JVM. */
    static Origin ofThisProcess() {
      Path launcher = Path.of(System.getProperty("jvrrpd.launcher", COMMAND.toString()));
      return new Origin(launcher, launcher.equals(COMMAND));
    }

    /** What the package installs. */
    static Origin ofThePackage() {
      return new Origin(COMMAND, true);
    }

    /** Where a checkout has the unit; there is none beside a package that was only unpacked. */
    Path unitTemplate() {
      return launcher
          .resolveSibling(Path.of("..", "packaging", "systemd", ServiceStep.UNIT))
          .normalize();
    }

    /** The command as an operator types it. */
    String command() {
      return launcher.toString();
    }
  }
}
