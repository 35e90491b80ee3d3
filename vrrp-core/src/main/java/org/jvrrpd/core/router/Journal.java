package org.jvrrpd.core.router;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.ProtocolVersion;

/** What one virtual router has lived through: its counters, its last changes, when it spoke. */
final class Journal {
  private static final int HISTORY_LENGTH = 16;

  private final Counters counters = new Counters();
  private final Deque<StateChange> history = new ArrayDeque<>();
  private boolean heard;
  private long heardAt;
  private boolean sent;
  private long sentAt;

  /** An advertisement was admitted. */
  void admitted(Advertisement advertisement, ChecksumForm form, long now) {
    counters.add(Counter.ADVERTISEMENTS_RECEIVED);
    if (advertisement.isResignation()) {
      counters.add(Counter.PRIORITY_ZERO_RECEIVED);
    }
    if (advertisement.version() == ProtocolVersion.V3) {
      counters.add(
          switch (form) {
            case MESSAGE_ONLY -> Counter.CHECKSUMS_OF_THE_MESSAGE;
            case PSEUDO_HEADER -> Counter.CHECKSUMS_WITH_PSEUDO_HEADER;
          });
    }
    heard = true;
    heardAt = now;
  }

  /** A step was taken. */
  void record(Step step, long now) {
    if (step.changesState()) {
      if (history.size() == HISTORY_LENGTH) {
        history.removeFirst();
      }
      history.addLast(
          new StateChange(now, step.before().name(), step.after().name(), step.reason()));
      countChange(step);
    }
    switch (step.reason()) {
      case STALLED, REPLACED_WHILE_STALLED -> counters.add(Counter.STALLS);
      case LEASE_EXPIRED -> counters.add(Counter.LEASE_EXPIRIES);
      case ADDRESSES_LOST -> counters.add(Counter.ADDRESSES_LOST);
      case LOWER_PRIORITY_ANSWERED -> counters.add(Counter.LOWER_PRIORITY_ANSWERED);
      case HEALTH_TAKEOVER -> counters.add(Counter.HEALTH_TAKEOVERS);
      default -> {}
    }
    for (Effect effect : step.effects()) {
      if (effect instanceof SendAdvertisement(int priority)) {
        sent = true;
        sentAt = now;
        counters.add(Counter.ADVERTISEMENTS_SENT);
        if (priority == Advertisement.PRIORITY_RESIGN) {
          counters.add(Counter.PRIORITY_ZERO_SENT);
        }
      }
    }
  }

  private void countChange(Step step) {
    if (step.after() instanceof Master) {
      counters.add(Counter.BECOME_MASTER);
    } else if (step.before() instanceof Master) {
      counters.add(Counter.RELEASE_MASTER);
    }
  }

  /** When the last advertisement was sent; 0 before the first. */
  long lastSentNanos() {
    return sentAt;
  }

  OptionalLong lastSent() {
    return sent ? OptionalLong.of(sentAt) : OptionalLong.empty();
  }

  /** When the last advertisement was admitted. */
  OptionalLong lastHeard() {
    return heard ? OptionalLong.of(heardAt) : OptionalLong.empty();
  }

  Map<String, Long> counters() {
    return counters.byName();
  }

  /** The last changes of state, the oldest first. */
  List<StateChange> history() {
    return List.copyOf(history);
  }
}
