package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What one configuration file says for one node. Immutable.
 *
 * @param file the file as the reader was given it
 * @param node which of the controllers this host is
 * @param controllers all of the file's controllers in its order, this one included
 * @param instances the virtual routers to run; a cluster file gives one, {@code VI_MAIN}
 * @param checks how the node's health is checked, each with a name of its own
 * @param notifications whom to tell of changes of state
 */
public record ClusterConfiguration(
    Path file,
    NodeIdentity node,
    List<Controller> controllers,
    List<InstanceConfiguration> instances,
    List<HealthCheck> checks,
    Notifications notifications) {

  /** Copies the lists. */
  public ClusterConfiguration {
    controllers = List.copyOf(controllers);
    instances = List.copyOf(instances);
    checks = List.copyOf(checks);
  }
}
