package org.jvrrpd.daemon.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.ConfigurationReader;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.config.running.ConfigurationLoader;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = DaemonArguments.DEFAULT_CONFIGURATION,
      description =
          "The cluster's YAML, a keepalived.conf, or a YAML with its words under vrrp:. Default:"
              + " ${DEFAULT-VALUE}")
  private Path file = Path.of(DaemonArguments.DEFAULT_CONFIGURATION);

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description =
          "Which controller this node is, by its hostname. Default: the one whose ip_address is on an"
              + " interface here, else whose hostname is this host's. For a keepalived.conf, what"
              + " its lines that begin with @ are compared with; default: the short hostname.")
  private @Nullable String node;

  Path file() {
    return file;
  }

  Optional<String> node() {
    return Optional.ofNullable(node);
  }

  /** A cluster's YAML. */
  ReadResult read() {
    return ConfigurationReader.read(file, node(), LocalHost.system(), System.getenv());
  }

  /** Whatever a daemon runs. */
  LoadedConfiguration load() {
    return ConfigurationLoader.load(file, node());
  }
}
