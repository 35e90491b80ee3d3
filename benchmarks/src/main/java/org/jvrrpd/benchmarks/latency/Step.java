package org.jvrrpd.benchmarks.latency;

/** A part of an advertisement's way that is measured by itself. */
enum Step {
  /** How late the event loop is woken. */
  WAKE_UP("wake-up", "deadline to wake-up") {
    @Override
    long nanos(Passage passage, long receivedEpochNanos) {
      return passage.wokenNanos() - passage.dueNanos();
    }
  },
  /** What the daemon and the kernel do until the event loop can go on. */
  SEND("send", "wake-up to sendto(2) returned") {
    @Override
    long nanos(Passage passage, long receivedEpochNanos) {
      return passage.returnedNanos() - passage.wokenNanos();
    }
  },
  /** What JNA and the two kernels do until the other end has it. */
  WIRE("wire", "sendto(2) called to received") {
    @Override
    long nanos(Passage passage, long receivedEpochNanos) {
      return receivedEpochNanos - passage.calledEpochNanos();
    }
  };

  private final String label;
  private final String words;

  Step(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** For the name of a file. */
  String label() {
    return label;
  }

  /** From where to where. */
  String words() {
    return words;
  }

  /**
   * How long this part took.
   *
   * @param receivedEpochNanos the receiver's time stamp in nanoseconds since 1970, UTC
   */
  abstract long nanos(Passage passage, long receivedEpochNanos);
}
