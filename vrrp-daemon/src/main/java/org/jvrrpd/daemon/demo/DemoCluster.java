package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.lab.HostPlan;

/** The cluster that is shown. Its addresses are from 192.0.2.0/24, which is nobody's (RFC 5737). */
final class DemoCluster {
  /** The time from one advertisement to the next. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The virtual address, without prefix. */
  static final String VIP = "192.0.2.10";

  /** The host that uses the VIP. */
  static final String CLIENT = "client";

  static final String CLIENT_ADDRESS = "192.0.2.1";
  static final int VRID = 51;
  static final int PREFIX_LENGTH = 24;

  /** The controllers, the highest priority first. */
  static final List<Member> MEMBERS =
      List.of(
          new Member("server1", "192.0.2.101", 100, true),
          new Member("server2", "192.0.2.102", 90, false),
          new Member("server3", "192.0.2.103", 80, false));

  private DemoCluster() {}

  /** The controller of this name, if there is one. */
  static Optional<Member> named(String name) {
    return MEMBERS.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** Who should hold the VIP when {@code gone} cannot: the highest priority of the others. */
  static Member nextInRank(Member gone) {
    return MEMBERS.stream()
        .filter(member -> !member.equals(gone))
        .max(Comparator.comparingInt(Member::priority))
        .orElseThrow();
  }

  /** The hosts of the lab: the controllers and the client. */
  static List<HostPlan> hosts() {
    List<HostPlan> hosts = new ArrayList<>();
    for (Member member : MEMBERS) {
      hosts.add(HostPlan.host(member.name(), member.address() + "/" + PREFIX_LENGTH));
    }
    hosts.add(HostPlan.host(CLIENT, CLIENT_ADDRESS + "/" + PREFIX_LENGTH));
    return hosts;
  }

  /** The cluster file that all three daemons read. */
  static String yaml() {
    StringBuilder text =
        new StringBuilder(
            """
            network:
              vip:
                address: %s
                netmask: %d
                interface: eth0
                vrrp_router_id: %d
                advert_int: %d
            nodes:
              controllers:
            """
                .formatted(VIP, PREFIX_LENGTH, VRID, INTERVAL.toSeconds()));
    for (Member member : MEMBERS) {
      text.append(
          """
              - hostname: %s
                ip_address: %s
                priority: %d
                vip_owner: %b
                services: {keepalived: true}
          """
              .formatted(member.name(), member.address(), member.priority(), member.owner()));
    }
    // Without the log: it would be the machine's own.
    return text.append("high_availability:\n  keepalived:\n    enabled: true\n")
        .append("    notifications: {log: off}\n")
        .toString();
  }
}
