package org.jvrrpd.core.packet;

import java.util.List;

/**
 * What one VRRP advertisement says, of either version and family. It is immutable; the constructor
 * refuses whatever could not be on the wire.
 *
 * @param version the protocol version
 * @param vrid the virtual router identifier, 1 to 255
 * @param priority 0 to 255; see {@link #PRIORITY_RESIGN} and {@link #PRIORITY_OWNER}
 * @param intervalCentis the sender's advertisement interval in centiseconds: whole seconds, 100 to
 *     25500, in version 2; 1 to 4095 in version 3
 * @param authentication always {@link Authentication.None} in version 3
 * @param addresses the protected addresses in the order of the wire, 1 to 255 of one family; IPv4
 *     in version 2. In version 3 over IPv6 a link-local one is to come first (RFC 9568 section
 *     5.2.9); where it does not, the router that receives it remarks on it.
 */
public record Advertisement(
    ProtocolVersion version,
    int vrid,
    int priority,
    int intervalCentis,
    Authentication authentication,
    List<IpAddress> addresses) {

  /** The priority with which a MASTER resigns (RFC 9568 section 5.2.4). */
  public static final int PRIORITY_RESIGN = 0;

  /** The priority of the router that owns the addresses (RFC 9568 section 5.2.4). */
  public static final int PRIORITY_OWNER = 255;

  /** The most addresses that the count field can announce. */
  public static final int MAX_ADDRESSES = 255;

  /**
   * Checks the ranges and keeps an unmodifiable copy of the addresses.
   *
   * @throws IllegalArgumentException if a value is out of range or does not go with the version
   */
  public Advertisement {
    addresses = List.copyOf(addresses);
    require(vrid >= 1 && vrid <= 255, "VRID %d is not in 1 to 255", vrid);
    require(priority >= 0 && priority <= 255, "priority %d is not in 0 to 255", priority);
    require(
        version.canCarryInterval(intervalCentis),
        "an interval of %d cs does not go with the version",
        intervalCentis);
    require(
        !addresses.isEmpty() && addresses.size() <= MAX_ADDRESSES,
        "%d addresses are not 1 to 255",
        addresses.size());
    require(
        version == ProtocolVersion.V2 || authentication instanceof Authentication.None,
        "version 3 has no authentication type %d",
        authentication.type());
    AddressFamily family = addresses.getFirst().family();
    for (int i = 0; i < addresses.size(); i++) {
      require(addresses.get(i).family() == family, "address %d is of another family", i);
    }
    require(
        version == ProtocolVersion.V3 || family == AddressFamily.IPV4,
        "version 2 has no addresses of %d bytes",
        family.addressLength());
  }

  private static void require(boolean holds, String complaint, int value) {
    if (!holds) {
      throw new IllegalArgumentException(complaint.formatted(value));
    }
  }

  /** The family of all its addresses. */
  public AddressFamily family() {
    return addresses.getFirst().family();
  }

  /** Whether its sender gives the addresses up at this moment. */
  public boolean isResignation() {
    return priority == PRIORITY_RESIGN;
  }
}
