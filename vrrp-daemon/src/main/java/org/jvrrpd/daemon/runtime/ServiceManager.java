package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.kernel.NotifySocket;
import org.jvrrpd.daemon.log.Log;

/**
 * What systemd is told about this process (sd_notify(3)): ready, what it is doing, alive,
 * reloading, stopping. Where no NOTIFY_SOCKET is set, every call does nothing. No call blocks or
 * throws: a message that cannot be sent is logged, once until one gets through again. Belongs to
 * the event loop, so that a loop that hangs feeds no watchdog.
 */
public final class ServiceManager implements AutoCloseable {
  /** As `systemctl status` shows one line of it; longer ones are cut. */
  private static final int MAX_STATE_CHARS = 512;

  private final Log log;
  private final @Nullable NotifySocket socket;
  private final OptionalLong watchdogNanos;
  private boolean failing;

  /** Event loop only. */
  private boolean stateDue;

  private ServiceManager(Log log, @Nullable NotifySocket socket, OptionalLong watchdogNanos) {
    this.log = log;
    this.socket = socket;
    this.watchdogNanos = watchdogNanos;
  }

  /**
   * Finds the service manager in the environment: NOTIFY_SOCKET, and WATCHDOG_USEC with
   * WATCHDOG_PID (sd_watchdog_enabled(3)). What is there but cannot be used is logged as a warning.
   *
   * @param pid this process, which WATCHDOG_PID must name if it is set
   */
  public static ServiceManager find(Map<String, String> environment, long pid, Log log) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) {
      return new ServiceManager(log, null, OptionalLong.empty());
    }
    try {
      return new ServiceManager(
          log, NotifySocket.open(address), watchdogNanos(environment, pid, log));
    } catch (IOException e) {
      log.warning("systemd is not notified: " + e.getMessage());
      return new ServiceManager(log, null, OptionalLong.empty());
    }
  }

  private static OptionalLong watchdogNanos(Map<String, String> environment, long pid, Log log) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String owner = environment.getOrDefault("WATCHDOG_PID", "");
    if (micros.isEmpty() || !(owner.isEmpty() || owner.equals(Long.toString(pid)))) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(micros);
      if (value > 0 && value <= Long.MAX_VALUE / 1000) {
        return OptionalLong.of(value * 1000 / 2);
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number that is out of range.
    }
    log.warning("WATCHDOG_USEC is not a number of microseconds: " + micros);
    return OptionalLong.empty();
  }

  /**
   * How often {@link #alive} is to be called, in nanoseconds: half of what systemd allows. Empty
   * where it watches nothing.
   */
  public OptionalLong watchdogIntervalNanos() {
    return watchdogNanos;
  }

  /**
   * Says that the start, or a reload, is complete.
   *
   * @param serviceState as for {@link #state}
   */
  public void ready(String serviceState) {
    send("READY=1\n" + statusLine(serviceState));
  }

  /**
   * Shows what the daemon is, on the Status line of `systemctl status`.
   *
   * @param serviceState for example {@code MASTER}, or {@code 2 MASTER, 1 BACKUP}
   */
  public void state(String serviceState) {
    send(statusLine(serviceState));
  }

  /**
   * Shows it when the loop's present work is done; once, however many routers move together.
   *
   * @param serviceState is asked then, on the loop
   */
  void stateSoon(Executor loop, Supplier<String> serviceState) {
    if (socket == null || stateDue) {
      return;
    }
    stateDue = true;
    loop.execute(
        () -> {
          stateDue = false;
          state(serviceState.get());
        });
  }

  /** Feeds the watchdog. Call it from the event loop every {@link #watchdogIntervalNanos}. */
  public void alive() {
    send("WATCHDOG=1");
  }

  /** Says that the configuration is being read again; {@link #ready} ends it. */
  public void reloading() {
    // On Linux, System.nanoTime reads CLOCK_MONOTONIC, which is what systemd asks for.
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  /** Says that the daemon has begun to stop. */
  public void stopping() {
    send("STOPPING=1");
  }

  /** A line feed would begin another assignment, so control characters become spaces. */
  private static String statusLine(String serviceState) {
    StringBuilder line = new StringBuilder("STATUS=State: ");
    for (int i = 0; i < Math.min(serviceState.length(), MAX_STATE_CHARS); i++) {
      char c = serviceState.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString();
  }

  private void send(String assignments) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(assignments);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.warning("systemd was not notified: " + e.getMessage());
      }
      failing = true;
    }
  }

  /** Closes the socket, if there is one. */
  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
