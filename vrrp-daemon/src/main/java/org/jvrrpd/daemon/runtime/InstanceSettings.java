package org.jvrrpd.daemon.runtime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.VirtualMacInterface;

/**
 * The settings of one instance in the two shapes that it needs: for its election, and for the
 * kernel.
 *
 * @param router the election's settings; their source is unspecified, {@code ::} or {@code
 *     0.0.0.0}, until the segment has found one
 * @param attachment where it lives
 * @param addresses the virtual addresses with their prefix lengths, those that are not advertised
 *     among them
 * @param particulars what only keepalived's words can say
 */
record InstanceSettings(
    RouterSettings router,
    Attachment attachment,
    List<VirtualAddress> addresses,
    Particulars particulars) {

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
    Attachment attachment = Attachment.of(configuration);
    Particulars particulars = configuration.particulars();
    RouterSettings router =
        RouterSettings.of(
                configuration.name(),
                configuration.version(),
                configuration.vrid(),
                attachment.fixedSource().orElseGet(() -> unspecified(configuration.family())),
                configuration.addresses().stream().map(VirtualAddress::address).toList())
            .priority(configuration.priority())
            .intervalCentis(configuration.advertIntervalCentis())
            .preempt(configuration.preempt())
            .preemptDelayNanos(configuration.preemptDelay().toNanos())
            .healthTakeover(configuration.healthTakeover())
            .authentication(authentication)
            .hmac(particulars.hmac())
            .peerPriorities(configuration.peerPriorities())
            .highestPeer(configuration.highestPeer())
            .leased(configuration.vipLease())
            .checksumForm(configuration.checksumForm())
            .startupDelayNanos(configuration.startupDelay().toNanos())
            .downIntervals(configuration.downIntervals())
            .checks(checks)
            .prefersMaster(particulars.prefersMaster())
            .reach(particulars.reach().orElseGet(() -> Reach.ofLink(configuration.family())))
            .acceptMode(particulars.accept())
            .grouped(particulars.syncGroup().isPresent())
            .build();
    return new InstanceSettings(
        router,
        attachment,
        Stream.concat(configuration.addresses().stream(), particulars.excluded().stream()).toList(),
        particulars);
  }

  private static IpAddress unspecified(AddressFamily family) {
    return switch (family) {
      case IPV4 -> IpAddress.ofIpv4(0);
      case IPV6 -> IpAddress.ofIpv6(0, 0);
    };
  }

  /** The same, speaking from this address. */
  InstanceSettings speakingFrom(IpAddress source) {
    return new InstanceSettings(router.speakingFrom(source), attachment, addresses, particulars);
  }

  /** The sync group that it belongs to. */
  Optional<String> syncGroup() {
    return particulars.syncGroup();
  }

  /** The address family that it advertises in. */
  AddressFamily family() {
    return attachment.family();
  }

  /** What the kernel is asked for. */
  List<HeldAddress> held() {
    Optional<String> macvlan = particulars.virtualMac().map(VirtualMacInterface::name);
    return addresses.stream()
        .map(each -> each.device().isEmpty() ? macvlan.map(each::on).orElse(each) : each)
        .map(HeldAddress::of)
        .toList();
  }

  /**
   * Whether {@code other} is the same virtual router, which can go on with changed settings. One
   * that changes its sync group begins anew.
   */
  boolean sameIdentity(InstanceSettings other) {
    return router.vrid() == other.router.vrid()
        && router.version() == other.router.version()
        && attachment.equals(other.attachment)
        && syncGroup().equals(other.syncGroup());
  }
}
