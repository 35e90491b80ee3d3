package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.ConfigurationReader;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.runtime.ExitStatus;

/**
 * Finds the cluster's file, reads it as the service will, and says what this controller is in it.
 */
final class ConfigurationStep {
  /** Where the daemon's copy lies, if there is one. */
  static final String COPY = "/etc/jvrrpd/cluster.yaml";

  /** What the operator may put into the service's environment. */
  static final String DEFAULTS = "/etc/default/jvrrpd";

  private static final String USUAL_NAME = "my_multihead_cluster.yaml";

  private final Workplace workplace;
  private final Talk talk;

  ConfigurationStep(Workplace workplace) {
    this.workplace = workplace;
    this.talk = workplace.talk();
  }

  /** The file and what it says. */
  record Found(Path file, ClusterConfiguration configuration) {}

  Found run() throws SetupFailure, IOException {
    Path file = find();
    ReadResult read = read(file, serviceEnvironment());
    if (read.configuration().isEmpty() && read(file, System.getenv()).configuration().isPresent()) {
      report(read.problems());
      talk.error(
          "the file needs variables that only this shell has: put them into its section"
              + " environment, or into "
              + DEFAULTS
              + ", where the service finds them");
      throw new SetupFailure(ExitStatus.BAD_CONFIGURATION);
    }
    report(read.problems());
    ClusterConfiguration configuration =
        read.configuration().orElseThrow(() -> new SetupFailure(ExitStatus.BAD_CONFIGURATION));
    introduce(file, configuration);
    return new Found(file, configuration);
  }

  private Path find() throws SetupFailure {
    if (workplace.options().configuration().isPresent()) {
      return workplace.options().configuration().get().toAbsolutePath().normalize();
    }
    List<Path> usual =
        List.of(
            workplace.tree().at(COPY),
            Path.of(USUAL_NAME).toAbsolutePath(),
            Path.of("..", USUAL_NAME).toAbsolutePath().normalize());
    Optional<Path> found = usual.stream().filter(Files::exists).findFirst();
    if (found.isEmpty()) {
      talk.error(
          "there is no configuration: neither "
              + usual.stream().map(Path::toString).collect(Collectors.joining(" nor "))
              + " exists; name one with --config FILE");
      throw new SetupFailure(ExitStatus.BAD_CONFIGURATION);
    }
    return found.get();
  }

  private ReadResult read(Path file, Map<String, String> environment) {
    return ConfigurationReader.read(
        file, workplace.options().node(), LocalHost.system(), environment);
  }

  /** What systemd.exec(5) makes of the lines of {@link #DEFAULTS}, as far as they are simple. */
  private Map<String, String> serviceEnvironment() throws IOException {
    Map<String, String> variables = new HashMap<>();
    Path defaults = workplace.tree().at(DEFAULTS);
    if (Files.isReadable(defaults)) {
      for (String line : Files.readAllLines(defaults)) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
          variables.put(
              line.substring(0, equals).strip(),
              line.substring(equals + 1).strip().replaceFirst("^([\"'])(.*)\\1$", "$2"));
        }
      }
    }
    return variables;
  }

  private void report(List<Problem> problems) {
    for (Problem problem : problems) {
      String line = problem.toString();
      if (problem.severity() == Severity.ERROR) {
        talk.error(line);
      } else {
        talk.warning(line);
      }
    }
  }

  private void introduce(Path file, ClusterConfiguration configuration) {
    talk.info("Configuration: " + file);
    talk.info(
        "Current controller: "
            + configuration.node().hostname()
            + " ("
            + configuration.node().address()
            + ")");
    talk.info("Priority: " + configuration.node().priority());
    talk.info("VIP owner: " + configuration.node().vipOwner());
    for (InstanceConfiguration instance : configuration.instances()) {
      String where = instance.interfaceInWords();
      instance.addresses().forEach(vip -> talk.info("VIP: " + vip + " on " + where));
    }
    talk.success("the configuration can be used");
  }
}
