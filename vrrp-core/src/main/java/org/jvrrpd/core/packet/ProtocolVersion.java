package org.jvrrpd.core.packet;

/** The two versions of VRRP in use: 2 (RFC 3768) and 3 (RFC 9568). */
public enum ProtocolVersion {
  V2(2),
  V3(3);

  private final int number;

  ProtocolVersion(int number) {
    this.number = number;
  }

  /** The number in the upper half of an advertisement's first byte: 2 or 3. */
  public int number() {
    return number;
  }
}
