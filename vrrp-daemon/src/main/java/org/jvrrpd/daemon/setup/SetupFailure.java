package org.jvrrpd.daemon.setup;

/** Setup cannot go on; the reason has been said already. */
final class SetupFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  SetupFailure(int exitStatus) {
    super("setup cannot go on");
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
