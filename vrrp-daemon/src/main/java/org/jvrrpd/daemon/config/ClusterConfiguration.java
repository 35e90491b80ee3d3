package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one configuration file says for one node. Immutable.
 *
 * @param file the file as the reader was given it
 * @param node which of the controllers this host is
 * @param controllers all of the file's controllers in its order, this one included
 * @param instances the virtual routers to run; a cluster file gives one, {@code VI_MAIN}
 * @param healthCheck the check of the node's services, empty where the file asks for none
 * @param notifications whom to tell of changes of state
 */
public record ClusterConfiguration(
    Path file,
    NodeIdentity node,
    List<Controller> controllers,
    List<InstanceConfiguration> instances,
    Optional<HealthCheck> healthCheck,
    Notifications notifications) {

  /** Copies the lists. */
  public ClusterConfiguration {
    controllers = List.copyOf(controllers);
    instances = List.copyOf(instances);
  }
}
