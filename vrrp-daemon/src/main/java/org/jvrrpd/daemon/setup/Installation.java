package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.setup.Workplace.Origin;

/** Brings the program and its configuration to where the service finds them. */
final class Installation {
  private final Workplace workplace;
  private final Talk talk;

  Installation(Workplace workplace) {
    this.workplace = workplace;
    this.talk = workplace.talk();
  }

  /** Installs the package if one was named; what the later steps work with. */
  Workplace run(Optional<RunningKeepalived> keepalived) throws SetupFailure, IOException {
    Origin origin = workplace.origin();
    Optional<Path> file = workplace.options().packageFile();
    if (file.isPresent()) {
      workplace.tree().markChanged();
      // The package takes the place of Debian's keepalived, which apt-get stops as it removes it.
      if (keepalived.isPresent() && !workplace.dryRun()) {
        workplace
            .ledger()
            .add(
                new Deed(
                    Deed.Kind.STOPPED_KEEPALIVED, keepalived.get().configuration().toString(), ""));
      }
      String path = file.get().toAbsolutePath().normalize().toString();
      if (!workplace
          .machine()
          .change("apt-get", "install", "--yes", "--no-install-recommends", path)) {
        throw new SetupFailure(ExitStatus.FAILED);
      }
      origin = Origin.ofThePackage();
    } else if (origin.packaged()) {
      talk.success("jvrrpd is installed: " + origin.launcher());
    } else if (!Files.exists(origin.unitTemplate())) {
      talk.error(
          "this jvrrpd is neither installed nor a checkout ("
              + origin.launcher()
              + "): name its package with --package FILE");
      workplace.stop();
      origin = Origin.ofThePackage();
    } else {
      talk.warning(
          "jvrrpd runs from a checkout, and so will the service: "
              + origin.launcher()
              + "; with --package FILE it is installed");
    }
    return new Workplace(
        workplace.options(),
        origin,
        talk,
        workplace.ledger(),
        workplace.tree(),
        workplace.machine());
  }

  /**
   * Where the daemon reads the configuration: where the file lies, so that there is one truth,
   * unless a copy is asked for, or the file is not part of the tree that is written into.
   */
  String place(Path file) throws IOException {
    Path root = workplace.options().root();
    boolean inTree = file.startsWith(root);
    String path = "/" + root.relativize(inTree ? file : root);
    boolean copied = !path.equals(ConfigurationStep.COPY) && workplace.options().copy();
    if (inTree && !copied) {
      talk.info("the daemon reads " + path);
      return path;
    }
    workplace
        .tree()
        .write(
            ConfigurationStep.COPY,
            Files.readString(file),
            0640,
            "what is in " + file + ", which may hold a password");
    talk.info("the daemon reads " + ConfigurationStep.COPY + ", a copy of " + file);
    return ConfigurationStep.COPY;
  }
}
