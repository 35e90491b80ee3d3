package org.jvrrpd.daemon.config.statement;

/**
 * What keepalived's own test of a configuration ({@code keepalived -t}, version 2.2.7) makes of a
 * finding; observed, since its manual page gives other numbers. The later ones outweigh the
 * earlier.
 */
public enum Verdict {
  /** It says nothing. */
  ACCEPTS(0),
  /** It reports an error or a warning, and would start nevertheless. */
  OBJECTS(5),
  /** It would run scripts that others can change, or as root without being told to. */
  INSECURE(6),
  /** A file that has to be included is not there. */
  NOT_FOUND(6),
  /** It ends at once: a keyword lacks its value. */
  ENDS(2),
  /** There is no configuration to test. */
  CANNOT_RUN(4);

  private final int exitStatus;

  Verdict(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** Whether keepalived would not start with it either. */
  public boolean isFatal() {
    return this == ENDS || this == CANNOT_RUN;
  }

  /** With which status {@code keepalived -t} ends. */
  public int exitStatus() {
    return exitStatus;
  }
}
