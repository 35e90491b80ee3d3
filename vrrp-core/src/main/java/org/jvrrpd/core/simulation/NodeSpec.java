package org.jvrrpd.core.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;

/** How one node is configured, in words that a script can change one by one. */
final class NodeSpec {
  static final String NAME = "VI_MAIN";
  static final int VRID = 51;
  static final IpAddress VIP = Words.address("192.0.2.10");

  private static final int CENTI_NANOS = 10_000_000;

  private final IpAddress address;
  private ProtocolVersion version = ProtocolVersion.V2;
  private int priority = 100;
  private long intervalNanos = 1_000_000_000L;
  private boolean preempt = true;
  private long preemptDelayNanos;
  private boolean healthTakeover = true;
  private boolean leased = true;
  private boolean knowsPeers = true;
  private Authentication authentication = SimplePassword.of("example");

  /** The defaults: version 2, a password, priority 100, one second, preempt, leased addresses. */
  NodeSpec(IpAddress address) {
    this.address = address;
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
      case "health-takeover" -> healthTakeover = Words.yes(value);
      case "lease" -> leased = Words.yes(value);
      case "peers" -> knowsPeers = Words.yes(value);
      case "password" ->
          authentication =
              value.equals("none") ? new Authentication.None() : SimplePassword.of(value);
      default ->
          throw new IllegalArgumentException(
              "a node has no setting " + key.toLowerCase(Locale.ROOT));
    }
  }

  IpAddress address() {
    return address;
  }

  int priority() {
    return priority;
  }

  /** The settings; {@code peers} are the configured priorities of the others. */
  RouterSettings settings(Map<IpAddress, Integer> peers) {
    boolean third = version == ProtocolVersion.V3;
    return new RouterSettings(
        NAME,
        version,
        VRID,
        address,
        priority,
        (int) (intervalNanos / CENTI_NANOS),
        preempt,
        preemptDelayNanos,
        healthTakeover,
        third ? new Authentication.None() : authentication,
        List.of(VIP),
        knowsPeers ? peers : Map.of(),
        leased);
  }
}
