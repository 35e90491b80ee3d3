package org.jvrrpd.core.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.tracking.CheckSettings;

/** How one node is configured, in words that a script can change one by one. */
final class NodeSpec {
  static final String NAME = "VI_MAIN";
  static final int VRID = 51;
  private static final List<IpAddress> IPV4_VIPS = List.of(Words.address("192.0.2.10"));
  private static final List<IpAddress> IPV6_VIPS =
      List.of(Words.address("fe80::10"), Words.address("2001:db8::10"));

  private static final int CENTI_NANOS = 10_000_000;

  private final IpAddress address;
  private ProtocolVersion version;
  private int priority = 100;
  private long intervalNanos = 1_000_000_000L;
  private boolean preempt = true;
  private long preemptDelayNanos;
  private boolean prefersMaster;
  private long startupDelayNanos;
  private int downIntervals = ElectionSettings.DOWN_INTERVALS;
  private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
  private boolean healthTakeover = true;
  private boolean leased = true;
  private boolean knowsPeers = true;
  private final Map<String, CheckSettings> checks = new LinkedHashMap<>();
  private Authentication authentication = SimplePassword.of("example");

  /**
   * The defaults: version 2, over IPv6 version 3, a password, priority 100, one second, preempt,
   * leased addresses.
   */
  NodeSpec(IpAddress address) {
    this.address = address;
    this.version = address.family() == AddressFamily.IPV4 ? ProtocolVersion.V2 : ProtocolVersion.V3;
  }

  /**
   * Changes one setting.
   *
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  void set(String key, String value) {
    switch (key) {
      case "version" ->
          version = Words.number(value) == 3 ? ProtocolVersion.V3 : ProtocolVersion.V2;
      case "priority" -> priority = Words.number(value);
      case "interval" -> intervalNanos = Words.nanos(value);
      case "preempt" -> preempt = Words.yes(value);
      case "preempt-delay" -> preemptDelayNanos = Words.nanos(value);
      case "state" -> prefersMaster = Words.prefersMaster(value);
      case "startup-delay" -> startupDelayNanos = Words.nanos(value);
      case "down-intervals" -> downIntervals = Words.number(value);
      case "checksum" -> checksumForm = Words.checksumForm(value);
      case "health-takeover" -> healthTakeover = Words.yes(value);
      case "lease" -> leased = Words.yes(value);
      case "peers" -> knowsPeers = Words.yes(value);
      case "check" -> {
        CheckSettings check = Words.check(value);
        checks.put(check.name(), check);
      }
      case "no-check" -> checks.remove(value);
      case "password" ->
          authentication =
              value.equals("none") ? new Authentication.None() : SimplePassword.of(value);
      default ->
          throw new IllegalArgumentException(
              "a node has no setting " + key.toLowerCase(Locale.ROOT));
    }
  }

  /** The virtual address that reports name: the last one, which over IPv6 is the global one. */
  IpAddress vip() {
    return vips().getLast();
  }

  private List<IpAddress> vips() {
    return switch (address.family()) {
      case IPV4 -> IPV4_VIPS;
      case IPV6 -> IPV6_VIPS;
    };
  }

  IpAddress address() {
    return address;
  }

  /** The names of the node's checks. */
  List<String> checks() {
    return List.copyOf(checks.keySet());
  }

  int priority() {
    return priority;
  }

  /** The settings; {@code peers} are the configured priorities of the others. */
  RouterSettings settings(Map<IpAddress, Integer> peers) {
    boolean third = version == ProtocolVersion.V3;
    return RouterSettings.of(NAME, version, VRID, address, vips())
        .priority(priority)
        .intervalCentis((int) (intervalNanos / CENTI_NANOS))
        .preempt(preempt)
        .preemptDelayNanos(preemptDelayNanos)
        .prefersMaster(prefersMaster)
        .startupDelayNanos(startupDelayNanos)
        .downIntervals(downIntervals)
        .healthTakeover(healthTakeover)
        .authentication(third ? new Authentication.None() : authentication)
        .checksumForm(checksumForm)
        .peerPriorities(knowsPeers ? peers : Map.of())
        .leased(leased)
        .checks(List.copyOf(checks.values()))
        .build();
  }
}
