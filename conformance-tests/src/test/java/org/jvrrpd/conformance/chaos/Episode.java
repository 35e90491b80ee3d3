package org.jvrrpd.conformance.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * A trouble that has come and gone.
 *
 * @param trouble what it was
 * @param node whose
 * @param leases whether the VIP of its daemon ends by itself
 * @param from when it began, or a moment before
 * @param until when it had ended, or a moment after
 */
record Episode(Trouble trouble, String node, boolean leases, Instant from, Instant until) {

  /**
   * Whether two nodes may rightly hold the VIP while it lasts: they do not hear each other, or one
   * of them cannot give up what it holds.
   */
  boolean separates() {
    return switch (trouble) {
      case ISOLATION, DEAFNESS, LOSS -> true;
      case KILL, FREEZE -> !leases;
      case STOP, CABLE -> false;
    };
  }

  /** For example {@code FREEZE of server2 for 4.7 s}. */
  @Override
  public String toString() {
    return "%s of %s at %s for %.1f s"
        .formatted(trouble, node, from, Duration.between(from, until).toMillis() / 1e3);
  }
}
