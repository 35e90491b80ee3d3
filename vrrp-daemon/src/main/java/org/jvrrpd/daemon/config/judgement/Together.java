package org.jvrrpd.daemon.config.judgement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Two may share a VRID where they have no peer in common, or another multicast group. */
  private void virtualRouters() {
    Map<String, Instance> first = new HashMap<>();
    for (Instance instance : instances) {
      for (String wire : wires(instance)) {
        Instance before = first.putIfAbsent(wire, instance);
        if (before != null) {
          findings.error(
              instance.vrid().orElseThrow().at(),
              InstanceJudge.key(instance),
              "vrrp_instance "
                  + before.name()
                  + " has VRID "
                  + instance.vrid().get().value()
                  + " on the same interface; give one of them another");
          break;
        }
      }
    }
  }

  /** Where its advertisements go, one for each peer. */
  private static Set<String> wires(Instance instance) {
    if (instance.vrid().isEmpty()) {
      return Set.of();
    }
    String link =
        instance.interfaceName().map(Placed::value).orElse("")
            + " "
            + instance.family()
            + " "
            + instance.vrid().get().value()
            + " ";
    Set<String> wires = new LinkedHashSet<>();
    instance.wire().peers().forEach(peer -> wires.add(link + peer.address().value()));
    if (wires.isEmpty()) {
      wires.add(
          link + instance.wire().group().map(group -> group.value().toString()).orElse("group"));
    }
    return wires;
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
