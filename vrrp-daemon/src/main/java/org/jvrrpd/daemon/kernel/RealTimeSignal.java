package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jvrrpd.daemon.jna.SignalDescriptor;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * A real-time signal, which Java cannot handle and which would end the JVM: the launcher has it
 * blocked before the JVM begins, all threads inherit that, and a thread of ours reads it.
 */
public final class RealTimeSignal {
  /** SIGRTMIN+2, as glibc counts them (signal(7)). */
  public static final int JSON_SIGNAL = 36;

  private static final String BLOCKED = "SigBlk:";
  private static final int HEXADECIMAL = 16;

  private RealTimeSignal() {}

  /**
   * Has {@code receiver} called on a thread of its own for each signal that arrives.
   *
   * @return whether that works: not where the signal is not blocked, because it cannot be, or
   *     because somebody else has started the JVM
   */
  public static boolean deliver(int number, Runnable receiver) {
    if (!isBlocked(number)) {
      return false;
    }
    try {
      SignalDescriptor descriptor = SignalDescriptor.open(number);
      Thread.ofPlatform()
          .daemon()
          .name("jvrrpd-signal-" + number)
          .start(() -> readAll(descriptor, receiver));
      return true;
    } catch (SystemCallException _) {
      return false;
    }
  }

  private static void readAll(SignalDescriptor descriptor, Runnable receiver) {
    try {
      while (true) {
        descriptor.await();
        receiver.run();
      }
    } catch (SystemCallException _) {
      // It stays blocked, so nothing happens to anybody.
    }
  }

  /** By the first thread, from which all others have it (proc_pid_status(5)). */
  private static boolean isBlocked(int number) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(BLOCKED))
          .map(line -> line.substring(BLOCKED.length()).strip())
          .anyMatch(mask -> (Long.parseUnsignedLong(mask, HEXADECIMAL) >>> (number - 1) & 1) != 0);
    } catch (IOException _) {
      return false;
    }
  }
}
