package org.jvrrpd.daemon.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.running.ConfigurationLoader;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import org.jvrrpd.daemon.kernel.Scheduling;

/**
 * What a daemon is started with.
 *
 * @param configuration the configuration file
 * @param node the controller that this node is; empty: found by its addresses or its name
 * @param runtimeDirectory where the control socket and the pid file go
 * @param pidFiles further files for the number of this process
 * @param vipLease whether the virtual addresses are leases; empty: as the configuration says
 * @param scheduling how the threads on which a take-over waits are scheduled; empty: as the
 *     configuration says, else as usual
 * @param lockMemory whether memory is kept from being paged out; the same
 */
public record DaemonOptions(
    Path configuration,
    Optional<String> node,
    Path runtimeDirectory,
    List<Path> pidFiles,
    Optional<Boolean> vipLease,
    Optional<Scheduling> scheduling,
    Optional<Boolean> lockMemory) {
  /** Copies the list. */
  public DaemonOptions {
    pidFiles = List.copyOf(pidFiles);
  }

  /** Reads the configuration. Blocks on the file system. */
  public LoadedConfiguration load() {
    LoadedConfiguration read = ConfigurationLoader.load(configuration, node);
    return vipLease.isEmpty()
        ? read
        : new LoadedConfiguration(
            read.configuration().map(each -> each.leased(vipLease.get())), read.problems());
  }
}
