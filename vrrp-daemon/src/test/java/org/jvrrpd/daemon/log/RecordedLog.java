package org.jvrrpd.daemon.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** A log whose lines a test can read. */
public final class RecordedLog implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log =
      Log.open(written, new JournalFormat(), InstantSource.system(), Severity.DEBUG);

  /** Where to log. */
  public Log log() {
    return log;
  }

  /** What has been logged so far, a line each. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  /** All that has been logged; what is logged later is lost. */
  public String whole() {
    log.close();
    return text();
  }

  @Override
  public void close() {
    log.close();
  }
}
