package org.jvrrpd.core.packet;

/**
 * Why a received packet is dropped, grouped by who finds it: in its IP header ({@link
 * Ipv4Datagram}), in its message ({@link AdvertisementDecoder}), and against the settings of the
 * router that it is for, which only the router knows.
 *
 * <p>Each constant is counted by itself. {@link #counterName} says to which counter of the MIB it
 * adds; several share one, since the MIBs of RFC 2787 and RFC 6527 know fewer reasons.
 */
public enum Rejection {
  /** Not IP version 4, or lengths that contradict each other. */
  IP_HEADER_MALFORMED(Counter.IP_HEADER, "malformed IP header"),
  /** Fewer bytes were received than the header announces. */
  IP_TRUNCATED(Counter.IP_HEADER, "IP datagram shorter than its header says"),
  IP_PROTOCOL_OTHER(Counter.IP_HEADER, "not IP protocol 112"),
  /** Nothing that VRRP sends is fragmented; Linux reassembles before a raw socket sees it. */
  IP_FRAGMENT(Counter.IP_FRAGMENT, "IP fragment"),

  /** Shorter than a header, or than its count of addresses and its version require. */
  TRUNCATED(Counter.LENGTH, "message too short"),
  /** OpenBSD's CARP, which uses the same protocol number, group and version field. */
  CARP(Counter.LENGTH, "CARP, not VRRP"),
  /** Neither 2 nor 3. */
  VERSION_UNKNOWN(Counter.VERSION, "unknown VRRP version"),
  VERSION_2_OVER_IPV6(Counter.VERSION, "version 2 over IPv6"),
  TYPE_UNKNOWN(Counter.TYPE, "not an advertisement"),
  /** RFC 9568 section 7.1, erratum 8299. */
  ADDRESS_COUNT_ZERO(Counter.LENGTH, "no addresses"),
  CISCO_MD5(Counter.INVALID_AUTH_TYPE, "authentication type 254, Cisco-style MD5 trailer"),
  /** Longer than its count of addresses and its version allow. */
  LENGTH_WRONG(Counter.LENGTH, "message too long"),
  /** Wrong in every reading that {@link ChecksumForm} has for this version and family. */
  CHECKSUM_WRONG(Counter.CHECKSUM, "wrong checksum"),
  VRID_ZERO(Counter.VRID, "VRID 0"),
  /** RFC 9568 section 7.1, erratum 8301; in version 2 it would equal nobody's interval. */
  INTERVAL_ZERO(Counter.INTERVAL, "advertisement interval 0"),
  /** Version 2 with a type that RFC 2338 does not define. */
  AUTH_TYPE_UNKNOWN(Counter.INVALID_AUTH_TYPE, "unknown authentication type"),
  /** RFC 9568 section 5.1.2.1. */
  SOURCE_NOT_LINK_LOCAL(Counter.SOURCE, "IPv6 source is not link-local"),

  /** A packet of our own that came back, or somebody who uses our address. */
  OWN_ECHO(Counter.OWN_ECHO, "our own address as source"),
  /** It crossed a router, or its sender does not set 255 (RFC 9568 section 5.1.1.3). */
  HOP_LIMIT_NOT_255(Counter.HOP_LIMIT, "TTL or hop limit is not 255"),
  DESTINATION_WRONG(Counter.DESTINATION, "unicast where multicast is expected, or the reverse"),
  VRID_UNKNOWN(Counter.VRID, "VRID is not configured here"),
  /** A known version, but not that of the router with this VRID. */
  VERSION_MISMATCH(Counter.VERSION, "VRRP version differs"),
  /** A known type, but not that of the router with this VRID. */
  AUTH_TYPE_MISMATCH(Counter.AUTH_TYPE_MISMATCH, "authentication type differs"),
  AUTH_FAILURE(Counter.AUTH_FAILURE, "wrong password"),
  /** Reported only, unless {@code auth_hmac} is to be enforced. */
  HMAC_MISSING(Counter.HMAC_MISSING, "no HMAC trailer"),
  /** A trailer of another type, or with something where nothing should be. */
  HMAC_MALFORMED(Counter.HMAC_MALFORMED, "malformed HMAC trailer"),
  HMAC_KEY_UNKNOWN(Counter.HMAC_KEY_UNKNOWN, "HMAC with a key that is not configured here"),
  HMAC_INVALID(Counter.HMAC_INVALID, "wrong HMAC"),
  /** From another time than ours: recorded earlier, or one of the two clocks is wrong. */
  HMAC_STALE(Counter.HMAC_STALE, "HMAC trailer from outside of the time window"),
  /** Its sender has sent a later one already, or this one. */
  HMAC_REPLAY(Counter.HMAC_REPLAY, "replay of a message with an HMAC"),
  /** Refused in version 2 (RFC 3768 section 7.1); version 3 adopts the interval and reports it. */
  INTERVAL_MISMATCH(Counter.INTERVAL, "advertisement interval differs"),
  /**
   * Reported only. RFC 3768 section 7.1 has an owner listen to nobody, so that two of them would
   * never know of each other; RFC 9568 section 7.1 with erratum 8298 has it listen and log.
   */
  SECOND_OWNER(Counter.OWNER, "sender claims to own the addresses too"),
  /** Reported only, as in RFC 9568 section 7.1; RFC 3768 would drop it. */
  ADDRESS_LIST_MISMATCH(Counter.ADDRESS_LIST, "address list differs"),
  /**
   * Reported only, and only where ours begins with a link-local one (RFC 9568 section 5.2.9).
   * keepalived sends the list in the order of its configuration, with or without a link-local
   * address, so that refusing would make two masters.
   */
  FIRST_ADDRESS_NOT_LINK_LOCAL(Counter.ADDRESS_LIST, "first IPv6 address is not link-local"),
  /** The source is an address that no host can have (RFC 1122 section 3.2.1.3). */
  SOURCE_NO_HOST(Counter.SOURCE, "source is no host's address"),
  /**
   * Right, but in the other reading than the one that we send (see {@link ChecksumForm}), so that
   * the sender may be dropping ours; reported only.
   */
  CHECKSUM_FORM_OTHER(Counter.CHECKSUM_FORM, "checksum in the other reading than ours"),
  /** The sender is none of the nodes that the configuration knows; reported only. */
  FOREIGN_SOURCE(Counter.SOURCE, "sender is not in the cluster file"),
  /** The sender is no peer, and only peers are heard (keepalived.conf(5), check_unicast_src). */
  NOT_A_PEER(Counter.SOURCE, "sender is no unicast peer"),
  /** Not within what the configuration expects of this peer (min_ttl and max_ttl). */
  HOP_LIMIT_OUT_OF_RANGE(Counter.HOP_LIMIT, "TTL or hop limit is not within the peer's range");

  private final Counter counter;
  private final String description;

  Rejection(Counter counter, String description) {
    this.counter = counter;
    this.description = description;
  }

  /**
   * The counter that this adds to: RFC 2787's name, or one that begins with {@code jvrrpd} where
   * the RFC has none.
   */
  public String counterName() {
    return counter.version2Name;
  }

  /**
   * The counter that this adds to in the MIB of {@code version}: for version 3 RFC 6527's name
   * where it has one, otherwise {@link #counterName()}.
   */
  public String counterName(ProtocolVersion version) {
    return version == ProtocolVersion.V2 ? counter.version2Name : counter.version3Name;
  }

  /** A short phrase for people, without a full stop. It never contains data from the packet. */
  public String description() {
    return description;
  }

  /** The counters of VRRP-MIB (RFC 2787) and VRRPV3-MIB (RFC 6527), and our own. */
  private enum Counter {
    CHECKSUM("vrrpRouterChecksumErrors", "vrrpv3RouterChecksumErrors"),
    VERSION("vrrpRouterVersionErrors", "vrrpv3RouterVersionErrors"),
    VRID("vrrpRouterVrIdErrors", "vrrpv3RouterVrIdErrors"),
    INTERVAL("vrrpStatsAdvertiseIntervalErrors", "vrrpv3StatisticsAdvIntervalErrors"),
    AUTH_FAILURE("vrrpStatsAuthFailures"),
    HOP_LIMIT("vrrpStatsIpTtlErrors", "vrrpv3StatisticsIpTtlErrors"),
    TYPE("vrrpStatsInvalidTypePktsRcvd", "vrrpv3StatisticsRcvdInvalidTypePackets"),
    ADDRESS_LIST("vrrpStatsAddressListErrors", "vrrpv3StatisticsAddressListErrors"),
    INVALID_AUTH_TYPE("vrrpStatsInvalidAuthType"),
    AUTH_TYPE_MISMATCH("vrrpStatsAuthTypeMismatch"),
    LENGTH("vrrpStatsPacketLengthErrors", "vrrpv3StatisticsPacketLengthErrors"),
    IP_HEADER("jvrrpdIpHeaderErrors"),
    IP_FRAGMENT("jvrrpdIpFragments"),
    SOURCE("jvrrpdSourceErrors"),
    OWN_ECHO("jvrrpdOwnEchoes"),
    DESTINATION("jvrrpdDestinationErrors"),
    OWNER("jvrrpdSecondOwners"),
    HMAC_MISSING("jvrrpdHmacMissing"),
    HMAC_MALFORMED("jvrrpdHmacMalformed"),
    HMAC_KEY_UNKNOWN("jvrrpdHmacUnknownKeys"),
    HMAC_INVALID("jvrrpdHmacInvalid"),
    HMAC_STALE("jvrrpdHmacStale"),
    HMAC_REPLAY("jvrrpdHmacReplays"),
    CHECKSUM_FORM("jvrrpdChecksumFormDifferences");

    private final String version2Name;
    private final String version3Name;

    Counter(String version2Name, String version3Name) {
      this.version2Name = version2Name;
      this.version3Name = version3Name;
    }

    Counter(String name) {
      this(name, name);
    }
  }
}
