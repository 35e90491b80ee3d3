package org.jvrrpd.conformance.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a cluster under test looks like. Addresses are from 192.0.2.0/24 (RFC 5737) and
 * 2001:db8::/64 (RFC 3849); {@code 192.0.2.1} is the client's. Prints without its password.
 *
 * @param controllers the controllers, the preferred one first
 * @param vip the virtual address, without prefix
 * @param vipPrefixLength 1 to 32, for IPv6 to 128
 * @param moreVips further virtual addresses with their prefix lengths, as {@code ip addr add} takes
 *     them
 * @param vrid 1 to 255
 * @param dialect what the daemons speak
 * @param password 1 to 8 ASCII characters, or empty for no authentication
 * @param preempting whether all controllers preempt, and not the owner alone
 * @param checks the elements of {@code checks:} as YAML, a line each, where {@code {directory}} is
 *     each node's own directory
 */
public record ClusterPlan(
    List<Controller> controllers,
    String vip,
    int vipPrefixLength,
    List<String> moreVips,
    int vrid,
    Dialect dialect,
    String password,
    boolean preempting,
    List<String> checks) {

  /** The host that watches, pings and attacks. */
  public static final String CLIENT = "client";

  /** Its address. */
  public static final String CLIENT_ADDRESS = "192.0.2.1";

  /** Keeps its own copy of the controllers. */
  public ClusterPlan {
    controllers = List.copyOf(controllers);
    moreVips = List.copyOf(moreVips);
    checks = List.copyOf(checks);
  }

  /** 100 (owner), 90 and 80, a VIP that is none of their addresses, a password. */
  public static ClusterPlan threeControllers() {
    return new ClusterPlan(
        List.of(
            new Controller("server1", "192.0.2.101", 24, 100, true),
            new Controller("server2", "192.0.2.102", 24, 90, false),
            new Controller("server3", "192.0.2.103", 24, 80, false)),
        "192.0.2.100",
        24,
        List.of(),
        51,
        Dialect.usual(),
        "s3cr3t",
        false,
        List.of());
  }

  /**
   * The same with priorities 100, 60 and 20. Between 90 and 80 lie 39 ms of skew time, so a busy
   * machine that wakes the wrong daemon first decides who is next; between 60 and 20 lie 156 ms.
   */
  public static ClusterPlan threeControllersFarApart() {
    List<Controller> apart = new ArrayList<>();
    int priority = 100;
    for (Controller each : threeControllers().controllers) {
      apart.add(
          new Controller(each.name(), each.address(), each.prefixLength(), priority, each.owner()));
      priority -= 40;
    }
    return threeControllers().withControllers(apart);
  }

  /** The same with other controllers. */
  public ClusterPlan withControllers(List<Controller> others) {
    return new ClusterPlan(
        others, vip, vipPrefixLength, moreVips, vrid, dialect, password, preempting, checks);
  }

  /** The same in another dialect; version 3 has no password. */
  public ClusterPlan speaking(Dialect other) {
    return new ClusterPlan(
        controllers,
        vip,
        vipPrefixLength,
        moreVips,
        vrid,
        other,
        other.isVersion3() ? "" : password,
        preempting,
        checks);
  }

  /** The same with an IPv6 VIP, which speaks version 3. */
  public ClusterPlan withIpv6Vip(int intervalCentis) {
    return new ClusterPlan(
        controllers,
        "2001:db8::100",
        64,
        moreVips,
        vrid,
        Dialect.version3(intervalCentis),
        "",
        preempting,
        checks);
  }

  /** The same with further virtual addresses, each with its prefix length. */
  public ClusterPlan withMoreVips(String... cidrs) {
    return new ClusterPlan(
        controllers,
        vip,
        vipPrefixLength,
        List.of(cidrs),
        vrid,
        dialect,
        password,
        preempting,
        checks);
  }

  /** All virtual addresses, without their prefix lengths. */
  public List<String> vips() {
    return Stream.concat(
            Stream.of(vip), moreVips.stream().map(each -> each.substring(0, each.indexOf('/'))))
        .toList();
  }

  /** Whether the VIP is of IPv6. */
  public boolean isIpv6() {
    return vip.indexOf(':') >= 0;
  }

  /** The same with checks. */
  public ClusterPlan checking(String... added) {
    return new ClusterPlan(
        controllers,
        vip,
        vipPrefixLength,
        moreVips,
        vrid,
        dialect,
        password,
        preempting,
        List.of(added));
  }

  /** The same with controllers that all preempt. */
  public ClusterPlan preemptingAll() {
    return new ClusterPlan(
        controllers, vip, vipPrefixLength, moreVips, vrid, dialect, password, true, checks);
  }

  /** The VIP as {@code ip addr add} takes it. */
  public String vipCidr() {
    return vip + "/" + vipPrefixLength;
  }

  /** How long a controller hears nothing before it takes over (section 6.1 of both RFCs). */
  public Duration downInterval(Controller controller) {
    return dialect.interval().multipliedBy(3).plus(skew(controller));
  }

  /** How long it waits after a resignation. */
  public Duration skew(Controller controller) {
    return dialect.skew(controller.priority());
  }

  /** The cluster as the YAML file that all controllers share. */
  public String yaml() {
    StringBuilder text =
        new StringBuilder(
            """
            network:
              vip:
                address: %s
                netmask: %d
                interface: eth0
                vrrp_router_id: %d
                advert_int: %s
                version: %d
            """
                .formatted(
                    vip, vipPrefixLength, vrid, dialect.intervalSeconds(), dialect.version()));
    if (!moreVips.isEmpty()) {
      text.append("    addresses: [").append(String.join(", ", moreVips)).append("]\n");
    }
    if (dialect.rfc9568Checksum()) {
      text.append("    checksum: rfc9568\n");
    }
    if (!password.isEmpty()) {
      text.append("    auth_pass: ").append(password).append('\n');
    }
    text.append("nodes:\n  controllers:\n");
    for (Controller controller : controllers) {
      text.append(
          """
              - hostname: %s
                ip_address: %s
                priority: %d
                vip_owner: %b
                preempt: %b
                services: {keepalived: true}
          """
              .formatted(
                  controller.name(),
                  controller.address(),
                  controller.priority(),
                  controller.owner(),
                  preempting || controller.owner()));
    }
    // Without the log: it would be the machine's own.
    text.append("high_availability:\n  keepalived:\n    enabled: true\n")
        .append("    notifications: {log: off}\n");
    if (!checks.isEmpty()) {
      text.append("    checks:\n");
      checks.forEach(check -> text.append("      - ").append(check).append('\n'));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "ClusterPlan[vrid=%d, vip=%s, controllers=%s]".formatted(vrid, vipCidr(), controllers);
  }
}
