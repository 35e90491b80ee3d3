package org.jvrrpd.daemon.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's log. Any thread may hand in a line, at any time, and never waits: lines queue for
 * one writer thread, and when {@value #CAPACITY_LINES} of them wait because nobody reads stderr,
 * further ones are dropped and counted. The count is logged once the queue has drained by half.
 *
 * <p>Each line is stamped when it is handed in. Control characters in it become question marks, so
 * that no script or sender can forge a line, and it is cut after {@value #LINE_CHARS} characters.
 */
public final class Log implements AutoCloseable {
  static final int CAPACITY_LINES = 16 * 1024;
  static final int LINE_CHARS = 2048;

  /** How long {@link #close} waits for a reader of stderr; a stop may take a second in all. */
  static final Duration FLUSH_BOUND = Duration.ofMillis(300);

  private record Line(Instant at, Severity severity, String message) {}

  private final ConcurrentLinkedQueue<Line> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong droppedReported = new AtomicLong();
  private final OutputStream sink;
  private final LineFormat format;
  private final InstantSource clock;
  private final Severity leastUrgent;
  private final Thread writer;
  private volatile boolean closing;

  private Log(OutputStream sink, LineFormat format, InstantSource clock, Severity leastUrgent) {
    this.sink = sink;
    this.format = format;
    this.clock = clock;
    this.leastUrgent = leastUrgent;
    this.writer = new Thread(this::writeUntilClosed, "jvrrpd-log");
    // A reader of stderr that hangs must not keep the process alive.
    writer.setDaemon(true);
  }

  /**
   * A log on standard error, which stays open when the log is closed. Where systemd connected it to
   * the journal (JOURNAL_STREAM in {@code environment}), lines begin with their level, elsewhere
   * with the local time.
   *
   * @param leastUrgent lines that are less urgent than this are passed over, uncounted
   */
  public static Log toStandardError(Map<String, String> environment, Severity leastUrgent) {
    LineFormat format =
        JournalFormat.isConnectedTo(JournalFormat.STANDARD_ERROR, environment)
            ? new JournalFormat()
            : new ConsoleFormat(ZoneId.systemDefault());
    return open(
        new FileOutputStream(FileDescriptor.err), format, InstantSource.system(), leastUrgent);
  }

  /** A log whose lines are formatted and thrown away. */
  public static Log toNowhere() {
    return open(
        OutputStream.nullOutputStream(),
        new ConsoleFormat(ZoneId.systemDefault()),
        InstantSource.system(),
        Severity.DEBUG);
  }

  /** A log on {@code sink}, which belongs to the caller and stays open. */
  static Log open(OutputStream sink, LineFormat format, InstantSource clock, Severity leastUrgent) {
    Log log = new Log(sink, format, clock, leastUrgent);
    log.writer.start();
    return log;
  }

  /** Logs what somebody must act on: something does not work. */
  public void error(String message) {
    log(Severity.ERROR, message);
  }

  /** Logs what works but should not be so. */
  public void warning(String message) {
    log(Severity.WARNING, message);
  }

  /** Logs what is normal and worth noticing. */
  public void notice(String message) {
    log(Severity.NOTICE, message);
  }

  /** Logs what happened; keepalived's level for nearly everything. */
  public void info(String message) {
    log(Severity.INFO, message);
  }

  /** Logs detail that only somebody who looks for a fault wants to see. */
  public void debug(String message) {
    log(Severity.DEBUG, message);
  }

  /** Logs one line and returns at once. A line after {@link #close} counts as dropped. */
  public void log(Severity severity, String message) {
    if (!isLogged(severity)) {
      return;
    }
    if (closing || waiting.incrementAndGet() > CAPACITY_LINES) {
      waiting.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    String bounded = message.length() > LINE_CHARS ? message.substring(0, LINE_CHARS) : message;
    lines.add(new Line(clock.instant(), severity, bounded));
    LockSupport.unpark(writer);
  }

  /** Whether lines of this severity are written, for callers whose message is dear to build. */
  public boolean isLogged(Severity severity) {
    return severity.isAtLeast(leastUrgent);
  }

  /** How many lines were lost since the start: the queue was full, or stderr refused them. */
  public long droppedLines() {
    return dropped.get();
  }

  /**
   * Writes what is queued, but waits no longer than 300 ms for it: whoever reads stderr may hang.
   */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(FLUSH_BOUND);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilClosed() {
    StringBuilder text = new StringBuilder(256);
    while (true) {
      @Nullable Line line = lines.poll();
      if (line != null) {
        waiting.decrementAndGet();
        if (!write(line, text)) {
          dropped.incrementAndGet();
        }
      }
      if (waiting.get() <= CAPACITY_LINES / 2) {
        reportDropped(text);
      }
      if (line == null) {
        if (closing) {
          return;
        }
        LockSupport.park(this);
      }
    }
  }

  private void reportDropped(StringBuilder text) {
    long lost = dropped.get() - droppedReported.get();
    if (lost == 0) {
      return;
    }
    String message = lost + (lost == 1 ? " log line was" : " log lines were");
    if (write(
        new Line(
            clock.instant(),
            Severity.WARNING,
            message + " dropped because stderr did not take them in time"),
        text)) {
      droppedReported.addAndGet(lost);
    }
  }

  private boolean write(Line line, StringBuilder text) {
    text.setLength(0);
    format.appendPrefix(text, line.at, line.severity);
    for (int i = 0; i < line.message.length(); i++) {
      char c = line.message.charAt(i);
      text.append(Character.isISOControl(c) ? '?' : c);
    }
    text.append('\n');
    try {
      sink.write(text.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException _) {
      // There is no other place to say so; the count is said when stderr takes lines again.
      return false;
    }
  }
}
