package org.jvrrpd.daemon.process;

/** How a command came to its end. */
public sealed interface Ending {
  /**
   * It ended by itself.
   *
   * @param status 0 for success, up to 255
   */
  record Exited(int status) implements Ending {
    @Override
    public String words() {
      return "exited with status " + status;
    }
  }

  /**
   * A signal that was not ours ended it, or it says so itself, as a shell does for what it runs.
   *
   * @param signal the signal's number
   */
  record Signalled(int signal) implements Ending {
    @Override
    public String words() {
      return "ended by signal " + signal;
    }
  }

  /** Its time was over, and it was ended, whatever it made of that. */
  record TimedOut() implements Ending {
    @Override
    public String words() {
      return "timed out";
    }
  }

  /** Whoever waited for it was interrupted, and it was ended. */
  record Cancelled() implements Ending {
    @Override
    public String words() {
      return "ended because nobody waits for it any more";
    }
  }

  /**
   * It did not run.
   *
   * @param reason why, in words
   */
  record NotStarted(String reason) implements Ending {
    @Override
    public String words() {
      return "did not run: " + reason;
    }
  }

  /** Whether it did what it was asked to. */
  default boolean isSuccess() {
    return this instanceof Exited(int status) && status == 0;
  }

  /** The end in words, for a log line. */
  String words();
}
