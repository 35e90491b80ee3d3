package org.jvrrpd.daemon.config.running;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/**
 * What a daemon runs, whichever kind of file it came from. Immutable.
 *
 * @param file the file as the reader was given it
 * @param nodeName how this node is called in status and notifications
 * @param services the cluster's services that are enabled for this node
 * @param instances the virtual routers, each with a name of its own
 * @param checks what their priorities depend on, each with a name of its own
 * @param notifications whom to tell of changes of state, of every instance
 * @param fixtures what is in place whoever is MASTER
 * @param words what keepalived's words say, where the file has them: hooks of single instances,
 *     mail, what is static
 */
public record DaemonConfiguration(
    Path file,
    String nodeName,
    Set<String> services,
    List<InstanceConfiguration> instances,
    List<HealthCheck> checks,
    Notifications notifications,
    StaticObjects fixtures,
    Optional<VrrpConfiguration> words) {

  /** Copies the collections. */
  public DaemonConfiguration {
    services = Set.copyOf(services);
    instances = List.copyOf(instances);
    checks = List.copyOf(checks);
  }

  /** What a cluster's YAML says for one of its nodes. */
  public static DaemonConfiguration of(ClusterConfiguration cluster) {
    return new DaemonConfiguration(
        cluster.file(),
        cluster.node().hostname(),
        cluster.node().services(),
        cluster.instances(),
        cluster.checks(),
        cluster.notifications(),
        StaticObjects.NONE,
        Optional.empty());
  }

  /** The same, with all virtual addresses installed as leases or for good. */
  public DaemonConfiguration leased(boolean lease) {
    return new DaemonConfiguration(
        file,
        nodeName,
        services,
        instances.stream().map(each -> each.leased(lease)).toList(),
        checks,
        notifications,
        fixtures,
        words);
  }
}
