package org.jvrrpd.daemon.config;

import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.Reach;

/**
 * What keepalived's words can say of a virtual router and a cluster's YAML cannot, which has the
 * usual.
 *
 * @param prefersMaster {@code state MASTER}: a wish that never shortens a wait, but under which
 *     {@code nopreempt} and {@code preempt_delay} have no effect
 * @param tracksOwnLink whether it is in FAULT while its own interface is down
 * @param reach to whom it advertises; empty: to the RFC's group
 * @param excluded further virtual addresses, of any family, which advertisements do not list
 * @param routes what the MASTER routes
 * @param rules the MASTER's rules for routing
 * @param accept whether the MASTER answers on the addresses although it does not own them
 * @param announcements how it tells the network
 * @param virtualMac the macvlan that it is on; empty: its interface itself
 * @param hmac how its messages are protected; empty: not at all
 * @param syncGroup the group whose members are MASTER together or not at all; empty: none
 */
public record Particulars(
    boolean prefersMaster,
    boolean tracksOwnLink,
    Optional<Reach> reach,
    List<VirtualAddress> excluded,
    List<IpLine> routes,
    List<IpLine> rules,
    boolean accept,
    AnnouncementTimes announcements,
    Optional<VirtualMacInterface> virtualMac,
    Optional<HmacSettings> hmac,
    Optional<String> syncGroup) {

  /** What a cluster's YAML has. */
  public static final Particulars USUAL =
      new Particulars(
          false,
          true,
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          true,
          AnnouncementTimes.USUAL,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public Particulars {
    excluded = List.copyOf(excluded);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }
}
