package org.jvrrpd.daemon.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.daemon.config.ControllersReader.Controllers;
import org.jvrrpd.daemon.config.ControllersReader.Listed;

/** What no single line gets wrong: the controllers and the VIP judged together. */
final class ClusterReview {
  /** The shortest lease, one second, ends up to 1.24 s late; core.router.Lease says why. */
  private static final int SHORTEST_LEASE_MILLIS = 2240;

  private final Problems problems;

  ClusterReview(Problems problems) {
    this.problems = problems;
  }

  /** Reports what does not go together. */
  void review(Controllers controllers, VipSettings vip, KeepalivedReader.Settings keepalived) {
    List<Listed> voters = controllers.voters();
    vip.addresses().forEach(each -> reviewAddress(each.address(), each.place(), controllers));
    if (controllers.sound()) {
      reviewPriorities(voters);
      reviewOwners(voters);
      reviewNumber(voters, controllers.place());
    }
    reviewHealth(voters, vip, keepalived);
    if (vip.vipLease()) {
      reviewLease(voters, vip);
    }
  }

  private void reviewAddress(VirtualAddress virtual, Place place, Controllers controllers) {
    List<String> elsewhere = new ArrayList<>();
    for (Listed each : controllers.listed()) {
      IpAddress own = each.controller().address();
      if (own.equals(virtual.address())) {
        problems.error(
            place, "is the own address of " + each.controller() + "; the VIP is an address more");
      } else if (own.family() == virtual.address().family()
          && !own.sharesPrefix(virtual.address(), virtual.prefixLength())) {
        elsewhere.add(each.controller().toString());
      }
    }
    if (!elsewhere.isEmpty()) {
      problems.warning(
          place,
          virtual
              + " is not in the subnet of "
              + String.join(", ", elsewhere)
              + "; hosts of that subnet do not reach it without a route");
    }
    if (Addresses.isSubnetOrBroadcast(virtual)) {
      problems.warning(
          place,
          virtual
              + (virtual.address().family() == AddressFamily.IPV6
                  ? " is the address of any of the subnet's routers; take one of a host"
                  : " is the subnet's own or its broadcast address; take one of a host"));
    }
  }

  private void reviewNumber(List<Listed> voters, Place place) {
    if (voters.size() == 1) {
      problems.warning(
          place,
          voters.getFirst().controller()
              + " is the only one with services.keepalived: true; nobody takes over from it");
    }
  }

  private void reviewPriorities(List<Listed> voters) {
    Map<Integer, Controller> first = new HashMap<>();
    for (Listed each : voters) {
      Controller controller = each.controller();
      Controller before = first.putIfAbsent(controller.priority(), controller);
      if (before != null) {
        problems.warning(
            each.section().place("priority"),
            controller.priority()
                + " is the priority of "
                + before
                + " too, and the higher address would decide; give each its own");
      }
    }
  }

  private void reviewOwners(List<Listed> voters) {
    List<Listed> owners = voters.stream().filter(each -> each.controller().vipOwner()).toList();
    for (Listed other : owners.subList(Math.min(1, owners.size()), owners.size())) {
      problems.warning(
          other.section().place("vip_owner"),
          "is true for "
              + owners.getFirst().controller()
              + " too; the one with the higher priority would win, so keep it there alone");
    }
    int highest = voters.stream().mapToInt(each -> each.controller().priority()).max().orElse(0);
    boolean ownerIsHighest =
        owners.stream().anyMatch(each -> each.controller().priority() == highest);
    if (!owners.isEmpty() && !ownerIsHighest) {
      Listed owner = owners.getFirst();
      problems.warning(
          owner.section().place("priority"),
          owner.controller().priority()
              + " is not the highest priority, "
              + highest
              + ", so this vip_owner does not take the VIP back; raise it");
    }
  }

  private void reviewHealth(
      List<Listed> voters, VipSettings vip, KeepalivedReader.Settings keepalived) {
    boolean weighted = keepalived.checks().stream().anyMatch(ClusterReview::isAskedFor);
    Optional<Listed> patient =
        voters.stream().filter(each -> !each.controller().preempt()).findFirst();
    if (weighted && !vip.healthTakeover() && patient.isPresent()) {
      problems.warning(
          keepalived.weightPlace(),
          "has no effect on "
              + patient.orElseThrow().controller()
              + ", which does not preempt while health_takeover is off: the VIP stays on a"
              + " controller whose check fails");
    }
  }

  /** The built-in check with its defaults is there without anybody's having asked for it. */
  private static boolean isAskedFor(HealthCheck check) {
    return check.weight() != 0 && !check.equals(ChecksReader.builtIn());
  }

  /** A lease has to end before the others take over, and the kernel needs two seconds for that. */
  private void reviewLease(List<Listed> voters, VipSettings vip) {
    int highest = voters.stream().mapToInt(each -> each.controller().priority()).max().orElse(254);
    // Section 6.1 of both RFCs: the skew is a part of a second in version 2, of the interval in 3.
    long intervalMillis = 10L * vip.advertIntervalCentis();
    long skewUnitMillis = vip.version() == ProtocolVersion.V2 ? 1000 : intervalMillis;
    long downMillis = vip.downIntervals() * intervalMillis + skewUnitMillis * (256 - highest) / 256;
    if (downMillis < SHORTEST_LEASE_MILLIS) {
      problems.warning(
          vip.advertIntervalPlace(),
          "makes the others take over after "
              + downMillis
              + " ms; below 2240 ms the lease of a daemon that hangs ends later than that, and two"
              + " hosts hold the VIP in between");
    }
  }
}
