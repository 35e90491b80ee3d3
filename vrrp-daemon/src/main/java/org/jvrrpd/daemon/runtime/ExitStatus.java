package org.jvrrpd.daemon.runtime;

/** The exit statuses of every command. */
public final class ExitStatus {
  public static final int OK = 0;

  /** Failed while running. */
  public static final int FAILED = 1;

  /** Wrong usage. */
  public static final int USAGE = 2;

  /** Not permitted: a capability is missing (sysexits' EX_NOPERM). */
  public static final int NOT_PERMITTED = 77;

  /** The configuration has errors (sysexits' EX_CONFIG). */
  public static final int BAD_CONFIGURATION = 78;

  private ExitStatus() {}
}
