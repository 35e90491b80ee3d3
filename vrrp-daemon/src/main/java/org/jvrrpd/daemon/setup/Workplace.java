package org.jvrrpd.daemon.setup;

import java.nio.file.Path;

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

    /** The command as an operator types it. */
    String command() {
      return launcher.toString();
    }
  }
}
