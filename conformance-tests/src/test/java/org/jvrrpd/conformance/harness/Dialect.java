package org.jvrrpd.conformance.harness;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What the daemons of a cluster speak to each other.
 *
 * @param version 2 or 3
 * @param intervalCentis hundredths of a second between advertisements: whole seconds in version 2
 * @param rfc9568Checksum whether jvrrpd sends version 3 with the checksum of RFC 9568, which covers
 *     the message alone; keepalived 2.2 knows only the other one
 */
public record Dialect(int version, int intervalCentis, boolean rfc9568Checksum) {
  private static final int VERSION_3 = 3;

  /** Version 2, one advertisement a second. */
  public static Dialect usual() {
    return new Dialect(2, 100, false);
  }

  /** Version 3 with keepalived's checksum. */
  public static Dialect version3(int intervalCentis) {
    return new Dialect(VERSION_3, intervalCentis, false);
  }

  /** The same with RFC 9568's checksum. */
  public Dialect withRfc9568Checksum() {
    return new Dialect(version, intervalCentis, true);
  }

  /** Whether this is version 3. */
  public boolean isVersion3() {
    return version == VERSION_3;
  }

  /** Between one advertisement and the next. */
  public Duration interval() {
    return Duration.ofMillis(10L * intervalCentis);
  }

  /** The interval in seconds, as configuration files have it. */
  public String intervalSeconds() {
    return BigDecimal.valueOf(intervalCentis, 2).stripTrailingZeros().toPlainString();
  }

  /** How long a node of this priority waits beyond the missed advertisements. */
  public Duration skew(int priority) {
    Duration unit = isVersion3() ? interval() : Duration.ofSeconds(1);
    return unit.multipliedBy(256 - priority).dividedBy(256);
  }
}
