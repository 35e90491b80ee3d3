package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Files;
import org.jvrrpd.daemon.runtime.ExitStatus;

/** Makes systemd start the daemon with this configuration, now and after every boot. */
final class ServiceStep {
  /** Its real name: what operators and programs call it today. */
  static final String UNIT = "keepalived.service";

  private static final String ALIAS = "/etc/systemd/system/jvrrpd.service";
  private static final String OWN_UNIT = "/etc/systemd/system/" + UNIT;
  private static final String DROP_IN = OWN_UNIT + ".d/jvrrpd-setup.conf";
  private static final String INSTALLED_LAUNCHER = "/usr/lib/jvrrpd/bin/jvrrpd";
  private static final int READABLE = 0644;

  private final Workplace workplace;
  private final Talk talk;

  ServiceStep(Workplace workplace) {
    this.workplace = workplace;
    this.talk = workplace.talk();
  }

  /**
   * Runs the step.
   *
   * @param configurationFile where the daemon will read the configuration
   */
  void run(String configurationFile) throws SetupFailure, IOException {
    boolean changed = placeUnit();
    changed |= workplace.tree().write(DROP_IN, dropIn(configurationFile), READABLE);
    if (!workplace.options().isForeign() && !Machine.has("systemctl")) {
      talk.warning(
          "there is no systemctl here: have what starts programs on this machine run "
              + workplace.origin().command()
              + " run --config "
              + Shell.word(configurationFile));
      return;
    }
    if (changed && !workplace.machine().change("systemctl", "daemon-reload")) {
      throw new SetupFailure(ExitStatus.FAILED);
    }
    enable();
  }

  /** Debian's keepalived leaves its unit's name enabled; then only the alias is missing. */
  private void enable() throws SetupFailure, IOException {
    boolean enabled =
        workplace
            .machine()
            .ask("systemctl", "is-enabled", UNIT)
            .filter("enabled"::equals)
            .isPresent();
    if (enabled && workplace.tree().exists(ALIAS)) {
      talk.success(UNIT + " is enabled");
      return;
    }
    workplace.tree().markChanged();
    if (!workplace.dryRun() && !workplace.options().isForeign()) {
      workplace
          .ledger()
          .add(
              enabled
                  ? new Deed(Deed.Kind.LINKED, ALIAS, "")
                  : new Deed(Deed.Kind.ENABLED, UNIT, ""));
    }
    if (!workplace.machine().change("systemctl", "enable", UNIT)) {
      throw new SetupFailure(ExitStatus.FAILED);
    }
  }

  /**
   * A package brings its unit; from a checkout it is written here, with the checkout's launcher.
   */
  private boolean placeUnit() throws IOException {
    if (!workplace.origin().packaged()) {
      String unit = Files.readString(workplace.origin().unitTemplate());
      return workplace
          .tree()
          .write(
              OWN_UNIT,
              unit.replace(
                  INSTALLED_LAUNCHER, Shell.unitWord(workplace.origin().launcher().toString())),
              READABLE);
    }
    if (workplace.tree().exists(OWN_UNIT)) {
      // It would hide the package's.
      workplace.tree().moveAside(OWN_UNIT);
      return true;
    }
    return false;
  }

  private String dropIn(String configurationFile) {
    String options = workplace.options().node().map(name -> "--node " + name).orElse("");
    return """
        # Written by jvrrpd setup. What is in /etc/default/jvrrpd counts more.
        [Service]
        Environment=%s
        Environment=%s
        """
        .formatted(
            Shell.unitWord("JVRRPD_CONFIG=" + configurationFile),
            Shell.unitWord("JVRRPD_OPTIONS=" + options));
  }
}
