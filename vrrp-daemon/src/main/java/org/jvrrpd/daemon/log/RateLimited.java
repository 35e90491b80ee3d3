package org.jvrrpd.daemon.log;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps what strangers can cause from filling the log. The first event of a kind is logged at once;
 * later ones are held back, and at most once a minute one line says how many there were and who
 * caused the last. A kind is an instance and a reason, not a sender, since senders can be forged.
 *
 * <p>At most {@value #MAX_KINDS} kinds are told apart; what comes beyond them shares one. Not
 * thread-safe: it belongs to one thread, which calls {@link #tick} now and then so that events held
 * back are reported even where no further one comes.
 */
public final class RateLimited {
  static final int MAX_KINDS = 256;
  static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Kind OTHERS = new Kind("", "");
  private static final String OTHERS_TEXT =
      "events of more than " + MAX_KINDS + " kinds: further kinds are only counted";

  private record Kind(String instance, String reason) {}

  private static final class Held {
    private final Severity severity;
    private String loggedText;
    private long loggedAtNanos;
    private long count;
    private Object lastSender = "";

    Held(Severity severity, String loggedText, long loggedAtNanos) {
      this.severity = severity;
      this.loggedText = loggedText;
      this.loggedAtNanos = loggedAtNanos;
    }

    boolean isMinuteOver(long nowNanos) {
      return nowNanos - loggedAtNanos >= INTERVAL_NANOS;
    }
  }

  private final Log log;
  private final LongSupplier nanoClock;
  private final Map<Kind, Held> kinds = new LinkedHashMap<>();

  /**
   * Makes a limiter in front of {@code log}.
   *
   * @param nanoClock a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   */
  public RateLimited(Log log, LongSupplier nanoClock) {
    this.log = log;
    this.nanoClock = nanoClock;
  }

  /**
   * Reports one event.
   *
   * @param instance the VRRP instance it happened to
   * @param reason a word from a closed set, such as the name of the rejection
   * @param sender who caused it, immutable; its {@code toString} is called only where a line is
   *     written
   * @param message the line, which names the sender; called at once or never
   */
  public void report(
      Severity severity, String instance, String reason, Object sender, Supplier<String> message) {
    Kind kind = new Kind(instance, reason);
    Held held = kinds.get(kind);
    if (held == null && isFull()) {
      kind = OTHERS;
      held = kinds.get(kind);
    }
    long now = nanoClock.getAsLong();
    if (held == null) {
      String text = kind.equals(OTHERS) ? OTHERS_TEXT : message.get();
      kinds.put(kind, new Held(severity, text, now));
      log.log(severity, text);
      return;
    }
    held.count++;
    held.lastSender = sender;
    if (held.isMinuteOver(now)) {
      held.loggedText = kind.equals(OTHERS) ? OTHERS_TEXT : message.get();
      logCount(held, now);
    }
  }

  private boolean isFull() {
    if (kinds.size() >= MAX_KINDS) {
      tick();
    }
    return kinds.size() >= MAX_KINDS;
  }

  /**
   * Reports what was held back for a minute and forgets kinds that were quiet for one. Cheap where
   * nothing is due; once a second is often enough.
   */
  public void tick() {
    long now = nanoClock.getAsLong();
    Iterator<Held> each = kinds.values().iterator();
    while (each.hasNext()) {
      Held held = each.next();
      if (!held.isMinuteOver(now)) {
        continue;
      }
      if (held.count == 0) {
        each.remove();
      } else {
        logCount(held, now);
      }
    }
  }

  private void logCount(Held held, long nowNanos) {
    long seconds = (nowNanos - held.loggedAtNanos) / 1_000_000_000;
    log.log(
        held.severity,
        held.loggedText
            + " ("
            + held.count
            + " more within "
            + seconds
            + " s, the last from "
            + held.lastSender
            + ")");
    held.count = 0;
    held.loggedAtNanos = nowNanos;
  }
}
