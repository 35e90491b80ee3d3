package org.jvrrpd.daemon.config.running;

import java.util.List;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Wire;

/** To whom the instances of keepalived's words advertise. */
final class ReachOf {
  private ReachOf() {}

  /** Whether it says anything of unicast; then it never multicasts. */
  static boolean isUnicast(Instance instance) {
    return instance.wire().unicast().isPresent();
  }

  static Reach instance(Instance instance, Globals globals) {
    if (isUnicast(instance)) {
      return new Reach.Peers(
          peers(instance), instance.wire().unicastTtl(), instance.wire().checkUnicastSource());
    }
    return new Reach.Group(
        instance
            .wire()
            .group()
            .map(Placed::value)
            .or(
                () ->
                    instance.family() == AddressFamily.IPV4
                        ? globals.multicast4()
                        : globals.multicast6())
            .filter(each -> each.family() == instance.family() && each.isMulticast())
            .orElseGet(() -> Envelope.group(instance.family())));
  }

  /** Those that can be meant: of its family, each once, and not the node itself. */
  static List<Reach.Peer> peers(Instance instance) {
    return instance.wire().peers().stream()
        .filter(each -> each.address().value().family() == instance.family())
        .filter(
            each ->
                instance
                    .wire()
                    .unicastSource()
                    .filter(own -> own.value().equals(each.address().value()))
                    .isEmpty())
        .map(ReachOf::peer)
        .distinct()
        .toList();
  }

  private static Reach.Peer peer(Wire.Peer peer) {
    int least = peer.leastTtl().orElse(0);
    return new Reach.Peer(
        peer.address().value(), least, Math.max(least, peer.mostTtl().orElse(Envelope.HOP_LIMIT)));
  }
}
