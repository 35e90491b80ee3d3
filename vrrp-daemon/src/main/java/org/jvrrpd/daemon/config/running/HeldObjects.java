package org.jvrrpd.daemon.config.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.AddressDetails;
import org.jvrrpd.daemon.config.AnnouncementTimes;
import org.jvrrpd.daemon.config.IpLine;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Announcing;
import org.jvrrpd.daemon.config.vrrp.GarpGroup;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.IpRouteLine;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** What a MASTER of keepalived's words holds and announces, as it is run. */
final class HeldObjects {
  /** The count has eight bits (RFC 9568 section 5.2.5). */
  private static final int MAX_IPV4_ADDRESSES = 255;

  /** What fits into 1500 bytes behind the headers. */
  private static final int MAX_IPV6_ADDRESSES = 89;

  private HeldObjects() {}

  /**
   * The addresses that advertisements list: of the instance's family, each once, as many as fit.
   */
  static List<VirtualAddress> advertised(Instance instance) {
    int most = instance.family() == AddressFamily.IPV4 ? MAX_IPV4_ADDRESSES : MAX_IPV6_ADDRESSES;
    Set<IpAddress> seen = new HashSet<>();
    return instance.holdings().addresses().stream()
        .filter(each -> each.address().family() == instance.family())
        .filter(each -> seen.add(each.address()))
        .limit(most)
        .map(HeldObjects::address)
        .toList();
  }

  /** Whatever else the MASTER holds, each address once. */
  static List<VirtualAddress> excluded(Instance instance, List<VirtualAddress> advertised) {
    Set<IpAddress> seen = new HashSet<>();
    advertised.forEach(each -> seen.add(each.address()));
    List<VirtualAddress> excluded = new ArrayList<>();
    for (List<Address> all :
        List.of(instance.holdings().addresses(), instance.holdings().excluded())) {
      all.stream()
          .filter(each -> seen.add(each.address()))
          .map(HeldObjects::address)
          .forEach(excluded::add);
    }
    return excluded;
  }

  static VirtualAddress address(Address words) {
    return new VirtualAddress(
        words.address(),
        words.prefixLength(),
        words.device().map(Placed::value),
        new AddressDetails(
            words.label(),
            words.scope(),
            words.broadcast(),
            words.peer(),
            words.preferredLifetime(),
            words.flags()));
  }

  static List<IpLine> lines(List<IpRouteLine> lines) {
    return lines.stream()
        .map(each -> new IpLine(each.words(), each.family(), each.tracked()))
        .toList();
  }

  /** On the interface of an instance; a group that this belongs to has a pace of its own. */
  static AnnouncementTimes times(Instance instance, VrrpConfiguration words) {
    return words.garpGroups().stream()
        .filter(group -> isOn(instance, group))
        .findFirst()
        .map(
            group ->
                times(
                    instance.announcing(),
                    group.announceInterval(),
                    group.neighbourInterval(),
                    Optional.of(group.at().toString())))
        .orElseGet(
            () ->
                times(
                    instance.announcing(),
                    words.globals().announceInterval(),
                    words.globals().neighbourInterval(),
                    Optional.empty()));
  }

  private static boolean isOn(Instance instance, GarpGroup group) {
    return instance
        .interfaceName()
        .filter(
            own -> group.interfaces().stream().anyMatch(each -> each.value().equals(own.value())))
        .isPresent();
  }

  private static AnnouncementTimes times(
      Announcing words, Duration arpPace, Duration neighbourPace, Optional<String> paceGroup) {
    return new AnnouncementTimes(
        words.delay(),
        Math.max(1, words.repeat()),
        words.refresh(),
        Math.max(1, words.refreshRepeat()),
        words.lowerPriorityDelay(),
        words.lowerPriorityRepeat(),
        arpPace,
        neighbourPace,
        paceGroup);
  }
}
