package org.jvrrpd.daemon.cli;

/** A command that cannot go on: one sentence for the user and the exit status. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  CommandFailure(int exitStatus, String sentence) {
    super(sentence);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
