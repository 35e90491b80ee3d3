package org.jvrrpd.daemon.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.running.ConfigurationLoader;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;

/**
 * What a daemon is started with.
 *
 * @param configuration the configuration file
 * @param node the controller that this node is; empty: found by its addresses or its name
 * @param runtimeDirectory where the control socket and the pid file go
 * @param pidFiles further files for the number of this process
 */
public record DaemonOptions(
    Path configuration, Optional<String> node, Path runtimeDirectory, List<Path> pidFiles) {
  /** Copies the list. */
  public DaemonOptions {
    pidFiles = List.copyOf(pidFiles);
  }

  /** Reads the configuration. Blocks on the file system. */
  public LoadedConfiguration load() {
    return ConfigurationLoader.load(configuration, node);
  }
}
