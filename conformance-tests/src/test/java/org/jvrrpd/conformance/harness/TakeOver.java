package org.jvrrpd.conformance.harness;

import java.time.Duration;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;

/**
 * A change of holder as the wire showed it.
 *
 * @param lastHeard the last advertisement of the old holder before the announcement
 * @param announced the first gratuitous ARP of the new one
 */
public record TakeOver(Advertisement lastHeard, Announcement announced) {

  /** How long the VIP's traffic had nobody, at most: from the one to the other. */
  public Duration gap() {
    return Duration.ofNanos(announced.epochNanos() - lastHeard.epochNanos());
  }
}
