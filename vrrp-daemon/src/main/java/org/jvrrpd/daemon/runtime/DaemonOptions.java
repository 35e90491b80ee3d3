package org.jvrrpd.daemon.runtime;

import java.nio.file.Path;
import java.util.Optional;
import org.jvrrpd.daemon.config.running.ConfigurationLoader;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;

/**
 * What a daemon is started with.
 *
 * @param configuration the configuration file
 * @param node the controller that this node is; empty: found by its addresses or its name
 * @param runtimeDirectory where the control socket and the pid file go
 */
public record DaemonOptions(Path configuration, Optional<String> node, Path runtimeDirectory) {
  /** Reads the configuration. Blocks on the file system. */
  public LoadedConfiguration load() {
    return ConfigurationLoader.load(configuration, node);
  }
}
