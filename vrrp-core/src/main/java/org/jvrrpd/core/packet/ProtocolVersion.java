package org.jvrrpd.core.packet;

/** The two versions of VRRP that are in use; each allows its own range of intervals. */
public enum ProtocolVersion {
  /** RFC 3768, with the authentication of RFC 2338: IPv4 only, intervals of whole seconds. */
  V2(2, 100, 25_500),
  /** RFC 9568 (before it RFC 5798): IPv4 and IPv6, intervals of centiseconds, 12 bits. */
  V3(3, 1, 4095);

  private final int number;
  private final int minIntervalCentis;
  private final int maxIntervalCentis;

  ProtocolVersion(int number, int minIntervalCentis, int maxIntervalCentis) {
    this.number = number;
    this.minIntervalCentis = minIntervalCentis;
    this.maxIntervalCentis = maxIntervalCentis;
  }

  /** The number in the upper four bits of an advertisement: 2 or 3. */
  public int number() {
    return number;
  }

  /**
   * Whether an advertisement of this version can carry the interval: in range, and for V2 x 100.
   */
  public boolean canCarryInterval(int centis) {
    return centis >= minIntervalCentis
        && centis <= maxIntervalCentis
        && (this == V3 || centis % 100 == 0);
  }
}
