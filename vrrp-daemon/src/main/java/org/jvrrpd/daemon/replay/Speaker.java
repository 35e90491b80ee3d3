package org.jvrrpd.daemon.replay;

import java.util.EnumSet;
import java.util.Set;
import org.jvrrpd.core.election.Timers;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;

/** Somebody who advertises for a virtual router, and what was last heard of it. */
final class Speaker {
  private static final long CENTI_NANOS = 10_000_000L;

  /** The missed advertisements after which a MASTER is down (RFC 9568 section 6.1). */
  private static final int DOWN_INTERVALS = 3;

  final IpAddress address;

  /** What it differs in from somebody else, and has been told. */
  final Set<Occurrence.Kind> told = EnumSet.noneOf(Occurrence.Kind.class);

  /** What it said last; resignations do not count, as they say nothing of its settings. */
  Advertisement said;

  ChecksumForm form;
  final long firstNanos;
  long lastNanos;
  long advertisements;

  /** Whether it claims to be MASTER: it has spoken, and has neither resigned nor fallen silent. */
  boolean claims;

  long claimedSince;

  /** Whether a resignation is the last thing that it said. */
  boolean resigned;

  /** Whether it was MASTER at any time of its present claim. */
  boolean ruled;

  /** Whether it went on speaking although it must have heard somebody else. */
  boolean persists;

  Speaker(Heard first) {
    this.address = first.speaker();
    this.said = first.advertisement();
    this.form = first.form();
    this.firstNanos = first.nanos();
    this.lastNanos = first.nanos();
  }

  int priority() {
    return said.priority();
  }

  long intervalNanos() {
    return said.intervalCentis() * CENTI_NANOS;
  }

  /** When it counts as silent: no backup takes over before that. */
  long silentAt() {
    return lastNanos + DOWN_INTERVALS * intervalNanos();
  }

  /** How long it waits itself for a silent master. */
  long downNanos() {
    return DOWN_INTERVALS * intervalNanos() + skewNanos();
  }

  /** How long it waits for one that has resigned. */
  long skewNanos() {
    return Timers.skewNanos(said.version(), Math.max(1, priority()), intervalNanos());
  }

  /** Whether a MASTER like this one makes one like {@code other} give way. */
  boolean outranks(Speaker other) {
    return priority() != other.priority()
        ? priority() > other.priority()
        : address.compareTo(other.address) > 0;
  }
}
