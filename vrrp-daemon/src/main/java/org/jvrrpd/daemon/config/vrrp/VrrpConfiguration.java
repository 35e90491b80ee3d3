package org.jvrrpd.daemon.config.vrrp;

import java.util.List;

/**
 * Everything that a configuration says about VRRP.
 *
 * @param globals what holds for the whole daemon
 * @param instances the virtual routers, in file order
 * @param syncGroups instances that change state together
 * @param scripts the checks
 * @param trackFiles files whose numbers count
 * @param trackProcesses processes that must run
 * @param staticAddresses addresses that stay
 * @param staticRoutes routes that stay
 * @param staticRules rules that stay
 * @param trackGroups who watches static addresses, routes and rules
 * @param garpGroups interfaces whose announcements share a pace
 * @param linkDelays how long links must be up or down to count
 * @param virtualServers whether there are virtual servers too, keepalived's other half
 */
public record VrrpConfiguration(
    Globals globals,
    List<Instance> instances,
    List<NamedGroup> syncGroups,
    List<Script> scripts,
    List<TrackFile> trackFiles,
    List<TrackProcess> trackProcesses,
    List<Address> staticAddresses,
    List<IpRouteLine> staticRoutes,
    List<IpRouteLine> staticRules,
    List<NamedGroup> trackGroups,
    List<GarpGroup> garpGroups,
    List<LinkDelay> linkDelays,
    boolean virtualServers) {
  /** Copies the lists. */
  public VrrpConfiguration {
    instances = List.copyOf(instances);
    syncGroups = List.copyOf(syncGroups);
    scripts = List.copyOf(scripts);
    trackFiles = List.copyOf(trackFiles);
    trackProcesses = List.copyOf(trackProcesses);
    staticAddresses = List.copyOf(staticAddresses);
    staticRoutes = List.copyOf(staticRoutes);
    staticRules = List.copyOf(staticRules);
    trackGroups = List.copyOf(trackGroups);
    garpGroups = List.copyOf(garpGroups);
    linkDelays = List.copyOf(linkDelays);
  }
}
