package org.jvrrpd.core.packet;

import java.util.HexFormat;

/**
 * Protected messages that others computed: the example of draft-cassen-vrrp-auth-hmac over IPv4 and
 * over IPv6. Both are VRID 51 with priority 200.
 */
public final class HmacVectors {
  /** The key of both, with the number 1. */
  public static final HmacKey KEY =
      HmacKey.of(
          1,
          HexFormat.of()
              .parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

  /** The sequence number of both: half a second after {@link #SECONDS}. */
  public static final long SEQUENCE = 0x6800_0000_8000_0000L;

  /** When both were sent, in seconds of UTC. */
  public static final long SECONDS = 0x6800_0000L;

  /** From 198.51.100.10, for 192.0.2.100; the checksum is of the message alone. */
  public static final String IPV4 =
      "3133c80100644402c0000264" + "010100006800000080000000" + "1b84bc4e8e43892dc6d98448f8ee2265";

  /** From fe80::10 to fe80::20, for fe80::100; the checksum covers the trailer. */
  public static final String IPV6 =
      "3133c8010064a2e9fe800000000000000000000000000100"
          + "010100006800000080000000"
          + "c8c56146ebfd66ee10ec4d8186461b78";

  private HmacVectors() {}
}
