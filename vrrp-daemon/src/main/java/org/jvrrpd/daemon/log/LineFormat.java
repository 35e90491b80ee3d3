package org.jvrrpd.daemon.log;

import java.time.Instant;

/** How the beginning of a log line looks. Used by the writer's thread only. */
interface LineFormat {
  /** Appends what stands before the message. */
  void appendPrefix(StringBuilder line, Instant at, Severity severity);
}
