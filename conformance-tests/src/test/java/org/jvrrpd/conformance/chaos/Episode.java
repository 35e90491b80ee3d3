package org.jvrrpd.conformance.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * A trouble that has come and gone.
 *
 * @param trouble what it was
 * @param node whose
 * @param from when it began, or a moment before
 * @param until when it had ended, or a moment after
 */
record Episode(Trouble trouble, String node, Instant from, Instant until) {

  /** For example {@code FREEZE of server2 for 4.7 s}. */
  @Override
  public String toString() {
    return "%s of %s at %s for %.1f s"
        .formatted(trouble, node, from, Duration.between(from, until).toMillis() / 1e3);
  }
}
