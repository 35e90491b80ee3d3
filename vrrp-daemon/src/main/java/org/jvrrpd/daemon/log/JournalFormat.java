package org.jvrrpd.daemon.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * The level in angle brackets, which journald takes off and keeps as PRIORITY (sd-daemon(3)); no
 * time, since journald has its own.
 */
final class JournalFormat implements LineFormat {
  /** The descriptor of standard error, for {@link #isConnectedTo}. */
  static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  @Override
  public void appendPrefix(StringBuilder line, Instant at, Severity severity) {
    line.append('<').append(severity.level()).append('>');
  }

  /**
   * Whether {@code descriptor} is the stream that systemd connected to the journal. It sets
   * JOURNAL_STREAM to that stream's device and inode (systemd.exec(5)); the variable alone is
   * inherited by shells whose output goes elsewhere, so both numbers must match.
   */
  static boolean isConnectedTo(Path descriptor, Map<String, String> environment) {
    String stream = environment.get("JOURNAL_STREAM");
    if (stream == null) {
      return false;
    }
    try {
      Map<String, Object> file = Files.readAttributes(descriptor, "unix:dev,ino");
      return stream.equals(file.get("dev") + ":" + file.get("ino"));
    } catch (IOException _) {
      return false; // Standard error is closed: there is nothing to write to in any format.
    }
  }
}
