package org.jvrrpd.daemon.config.judgement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Judges what instances do to each other. */
final class Together {
  private final List<Instance> instances;
  private final Findings findings;

  Together(VrrpConfiguration configuration, Findings findings) {
    this.instances = configuration.instances();
    this.findings = findings;
  }

  void judge() {
    virtualRouters();
    addresses();
  }

  /** Two may share a VRID where they cannot hear each other's peers. */
  private void virtualRouters() {
    Map<String, List<Instance>> sameWire =
        instances.stream()
            .filter(each -> each.vrid().isPresent())
            .collect(
                Collectors.groupingBy(Together::wire, LinkedHashMap::new, Collectors.toList()));
    for (List<Instance> same : sameWire.values()) {
      for (int i = 1; i < same.size(); i++) {
        Instance later = same.get(i);
        for (Instance earlier : same.subList(0, i)) {
          if (meet(earlier, later)) {
            findings.error(
                later.vrid().orElseThrow().at(),
                InstanceJudge.key(later),
                "vrrp_instance "
                    + earlier.name()
                    + " has VRID "
                    + later.vrid().get().value()
                    + " on the same interface; give one of them another");
            break;
          }
        }
      }
    }
  }

  private static String wire(Instance instance) {
    return instance.interfaceName().map(Placed::value).orElse("")
        + " "
        + instance.family()
        + " "
        + instance.vrid().map(Placed::value).orElse(0)
        + " "
        + instance.wire().group().map(Placed::value).map(IpAddress::toString).orElse("")
        + " "
        + instance.wire().peers().isEmpty();
  }

  private static boolean meet(Instance one, Instance other) {
    Set<IpAddress> peers = peers(one);
    return peers.isEmpty() || peers(other).stream().anyMatch(peers::contains);
  }

  private static Set<IpAddress> peers(Instance instance) {
    return instance.wire().peers().stream()
        .map(peer -> peer.address().value())
        .collect(Collectors.toSet());
  }

  private void addresses() {
    Map<IpAddress, Instance> holders = new HashMap<>();
    for (Instance instance : instances) {
      Set<IpAddress> own = new HashSet<>();
      for (Address address : instance.holdings().addresses()) {
        Instance before = holders.putIfAbsent(address.address(), instance);
        if (before != null && !before.equals(instance) && own.add(address.address())) {
          findings.strictWarning(
              address.at(),
              InstanceJudge.key(instance),
              address + " belongs to vrrp_instance " + before.name() + " too");
        }
      }
    }
  }
}
