package org.jvrrpd.daemon.config.running;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.ConfigurationReader;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.judgement.FileFormat;
import org.jvrrpd.daemon.config.judgement.JudgedFile;
import org.jvrrpd.daemon.config.judgement.Machine;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.statement.Finding;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/**
 * Reads the file of a daemon, whichever kind it is of. With a cluster's YAML that has an error no
 * daemon starts; with keepalived's words it starts where keepalived starts, does what keepalived
 * does with a mistake, and says so.
 */
public final class ConfigurationLoader {
  private ConfigurationLoader() {}

  /** Reads a file for this machine as it is now. Blocks on the file system. */
  public static LoadedConfiguration load(Path file, Optional<String> node) {
    return load(file, node, LocalHost.system(), System.getenv(), sinceBoot());
  }

  /** The first number of /proc/uptime (proc(5)); long, where it cannot be read. */
  private static Duration sinceBoot() {
    try {
      String seconds = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
      return Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
    } catch (IOException | NumberFormatException _) {
      return Duration.ofDays(1);
    }
  }

  /**
   * Reads a file. Whatever it holds, there is an answer. Blocks on the file system.
   *
   * @param node which of a cluster's controllers this one is; for keepalived's words, the id that
   *     lines that begin with {@code @} are compared with
   * @param sinceBoot how long this machine has been running
   */
  static LoadedConfiguration load(
      Path file,
      Optional<String> node,
      LocalHost host,
      Map<String, String> environment,
      Duration sinceBoot) {
    if (FileFormat.of(file) == FileFormat.CLUSTER_YAML) {
      ReadResult read = ConfigurationReader.read(file, node, host, environment);
      return new LoadedConfiguration(
          read.configuration().map(DaemonConfiguration::of), read.problems());
    }
    Surroundings here = Surroundings.ofThisMachine();
    JudgedFile judged =
        JudgedFile.read(
            file, node.map(here::withConfigId).orElse(here), Optional.of(Machine.ofThisProcess()));
    return translated(file, host, judged, sinceBoot);
  }

  private static LoadedConfiguration translated(
      Path file, LocalHost host, JudgedFile judged, Duration sinceBoot) {
    List<Problem> problems = new ArrayList<>();
    for (Finding finding : judged.findings()) {
      Severity severity = finding.preventsStart() ? Severity.ERROR : Severity.WARNING;
      problems.add(finding.problem().as(severity));
    }
    if (judged.findings().stream().anyMatch(Finding::preventsStart)) {
      return new LoadedConfiguration(Optional.empty(), problems);
    }
    VrrpConfiguration words = judged.configuration();
    Checks checks = Checks.of(words, host);
    Instances instances = new Instances(words, checks, startupDelay(words, sinceBoot), problems);
    DaemonConfiguration configuration =
        new DaemonConfiguration(
            file,
            words.globals().routerId().orElseGet(host::hostname),
            Set.of(),
            instances.all(),
            checks.used(),
            Notifications.NONE,
            StaticObjects.of(words),
            Optional.of(words));
    if (configuration.instances().isEmpty()) {
      problems.add(
          new Problem(Severity.ERROR, file, 1, 1, "", "has no vrrp_instance that could be run"));
      return new LoadedConfiguration(Optional.empty(), problems);
    }
    return new LoadedConfiguration(Optional.of(configuration), problems);
  }

  /** A delay that is counted from the boot is over where that was long ago. */
  private static Duration startupDelay(VrrpConfiguration words, Duration sinceBoot) {
    Duration afterBoot = words.globals().delayAfterBoot().minus(sinceBoot);
    Duration always = words.globals().startupDelay();
    return afterBoot.compareTo(always) > 0 ? afterBoot : always;
  }
}
