package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.setup.Workplace.Origin;

/**
 * The eleven steps that make a machine a controller of its cluster. The first five look and change
 * nothing, so that a refusal leaves no trace. Running it again changes what differs and nothing
 * else.
 */
public final class Setup {
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  private final SetupOptions options;
  private final Talk talk;
  private final BooleanSupplier mayReplace;
  private final boolean privileged;

  private Setup(SetupOptions options, Talk talk, BooleanSupplier mayReplace, boolean privileged) {
    this.options = options;
    this.talk = talk;
    this.mayReplace = mayReplace;
    this.privileged = privileged;
  }

  /**
   * Runs the steps.
   *
   * @param privileged whether this process is root's
   * @param mayReplace asks whether a keepalived that runs may be stopped; false where nobody can be
   *     asked
   * @param out gets what is done
   * @param err gets what is wrong
   * @return the exit status
   * @throws IOException if a file cannot be read or written
   */
  public static int run(
      SetupOptions options,
      boolean privileged,
      BooleanSupplier mayReplace,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    return new Setup(options, new Talk(out, err), mayReplace, privileged).run();
  }

  private int run() throws IOException {
    try {
      talk.step(Step.PRIVILEGES);
      requirePrivileges();
      Ledger ledger = Ledger.read(options.root().resolve(Ledger.PATH.substring(1)));
      Tree tree = new Tree(options.root(), options.dryRun(), ledger, talk);
      Machine machine = new Machine(options.isForeign(), options.dryRun(), talk);
      Workplace workplace =
          new Workplace(options, Origin.ofThisProcess(), talk, ledger, tree, machine);
      return run(workplace);
    } catch (SetupFailure e) {
      return e.exitStatus();
    }
  }

  private int run(Workplace workplace) throws SetupFailure, IOException {
    talk.step(Step.DEPENDENCIES);
    lookForPrograms();
    talk.step(Step.CONFIGURATION);
    ConfigurationStep.Found found = new ConfigurationStep(workplace).run();
    ClusterConfiguration configuration = found.configuration();
    talk.step(Step.OPERATING_SYSTEM);
    describeSystem();
    talk.step(Step.INSTALLED_VERSION);
    Optional<RunningKeepalived> keepalived = new KeepalivedStep(workplace, mayReplace).run(found);
    talk.step(Step.INSTALLATION);
    Installation installation = new Installation(workplace);
    Workplace installed = installation.run(keepalived);
    String file = installation.place(found.file());
    ScriptSteps scripts = new ScriptSteps(installed, configuration, file);
    talk.step(Step.HEALTH_CHECK);
    scripts.health();
    talk.step(Step.NOTIFICATION_SCRIPTS);
    scripts.notifications();
    talk.step(Step.SERVICE);
    new ServiceStep(installed).run(file);
    talk.step(Step.IP_FORWARDING);
    new ForwardingStep(installed).run();
    talk.step(Step.START);
    new StartStep(installed).run(configuration, keepalived.filter(RunningKeepalived::isRunning));
    return conclude(workplace.tree());
  }

  private int conclude(Tree tree) {
    talk.blank();
    if (tree.refused()) {
      talk.error("setup would stop and change nothing, for the reasons given above");
      return ExitStatus.FAILED;
    }
    if (!tree.changed()) {
      talk.success("everything was as it should be; nothing was changed");
    } else if (options.isForeign() && !tree.touched()) {
      talk.success("every file was as it should be; what is to be run on that machine is above");
    } else if (options.dryRun()) {
      talk.info("this was a dry run: nothing was changed");
    } else {
      talk.success("done; jvrrpd setup --rollback takes it back");
    }
    return ExitStatus.OK;
  }

  private void requirePrivileges() throws SetupFailure {
    if (options.dryRun()) {
      talk.info("a dry run changes nothing and needs no privileges");
    } else if (privileged || options.isForeign()) {
      talk.success(
          options.isForeign() ? "writes into " + options.root() + " only" : "this is root");
    } else {
      talk.error("setup changes the system: run it with sudo, or look first with --dry-run");
      throw new SetupFailure(ExitStatus.NOT_PERMITTED);
    }
  }

  private void lookForPrograms() {
    require("setsid", "util-linux", "scripts cannot run without it");
    require("setpriv", "util-linux", "scripts cannot run as another user without it");
    require("systemctl", "systemd", "something else has to start jvrrpd");
  }

  private void require(String program, String debianPackage, String consequence) {
    if (Machine.has(program)) {
      talk.success(program + " is there");
    } else {
      talk.warning(program + " is missing (Debian: " + debianPackage + "): " + consequence);
    }
  }

  private void describeSystem() {
    talk.info(
        osName()
            + ", Linux "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
  }

  private String osName() {
    Path file = options.root().resolve(OS_RELEASE.toString().substring(1));
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("PRETTY_NAME="))
          .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
          .findFirst()
          .orElse("an unnamed system");
    } catch (IOException _) {
      return "an unnamed system";
    }
  }
}
