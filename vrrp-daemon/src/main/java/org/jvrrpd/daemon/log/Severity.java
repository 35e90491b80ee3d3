package org.jvrrpd.daemon.log;

/** How urgent a line is, with the numbers of syslog(3) and sd-daemon(3): 0 is the most urgent. */
public enum Severity {
  EMERGENCY(0),
  ALERT(1),
  CRITICAL(2),
  ERROR(3),
  WARNING(4),
  NOTICE(5),
  INFO(6),
  DEBUG(7);

  private final int level;

  Severity(int level) {
    this.level = level;
  }

  /** The level of syslog(3), 0 to 7. */
  public int level() {
    return level;
  }

  /** Whether a line of this severity is at least as urgent as {@code other}. */
  public boolean isAtLeast(Severity other) {
    return level <= other.level;
  }
}
