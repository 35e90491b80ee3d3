package org.jvrrpd.daemon.control;

/** A file into which a daemon writes what it knows when a signal asks for it. */
public enum Dump {
  /** Settings and states, for people (USR1). */
  DATA("keepalived.data"),
  /** Counters, for people (USR2). */
  STATISTICS("keepalived.stats"),
  /** Both, for programs (SIGRTMIN+2). */
  JSON("keepalived.json");

  private final String fileName;

  Dump(String fileName) {
    this.fileName = fileName;
  }

  /** What keepalived calls it, too. */
  public String fileName() {
    return fileName;
  }
}
