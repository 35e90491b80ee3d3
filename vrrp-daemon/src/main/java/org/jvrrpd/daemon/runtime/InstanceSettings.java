package org.jvrrpd.daemon.runtime;

import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.kernel.AddressRequest;

/**
 * The settings of one instance in the two shapes that it needs: for its election, and for the
 * kernel.
 *
 * @param router the election's settings
 * @param interfaceName the interface; empty: the one that holds the node's address
 * @param addresses the virtual addresses with their prefix lengths
 */
record InstanceSettings(
    RouterSettings router, Optional<String> interfaceName, List<VirtualAddress> addresses) {

  /** Without checks, which belong to the node and not to the instance. */
  static InstanceSettings of(InstanceConfiguration configuration) {
    return of(configuration, List.of());
  }

  static InstanceSettings of(InstanceConfiguration configuration, List<CheckSettings> checks) {
    Authentication authentication =
        configuration
            .authPass()
            .<Authentication>map(secret -> Authentication.SimplePassword.of(secret.bytes()))
            .orElseGet(Authentication.None::new);
    RouterSettings router =
        RouterSettings.of(
                configuration.name(),
                configuration.version(),
                configuration.vrid(),
                configuration.sourceAddress(),
                configuration.addresses().stream().map(VirtualAddress::address).toList())
            .priority(configuration.priority())
            .intervalCentis(configuration.advertIntervalCentis())
            .preempt(configuration.preempt())
            .preemptDelayNanos(configuration.preemptDelay().toNanos())
            .healthTakeover(configuration.healthTakeover())
            .authentication(authentication)
            .peerPriorities(configuration.peerPriorities())
            .leased(configuration.vipLease())
            .checksumForm(configuration.checksumForm())
            .startupDelayNanos(configuration.startupDelay().toNanos())
            .downIntervals(configuration.downIntervals())
            .checks(checks)
            .build();
    return new InstanceSettings(router, configuration.interfaceName(), configuration.addresses());
  }

  /** What the kernel is asked for. */
  List<AddressRequest> requests() {
    return addresses.stream()
        .map(each -> new AddressRequest(each.address(), each.prefixLength()))
        .toList();
  }

  /** Whether {@code other} is the same virtual router, which can go on with changed settings. */
  boolean sameIdentity(InstanceSettings other) {
    return router.vrid() == other.router.vrid()
        && router.version() == other.router.version()
        && router.source().equals(other.router.source())
        && interfaceName.equals(other.interfaceName);
  }
}
