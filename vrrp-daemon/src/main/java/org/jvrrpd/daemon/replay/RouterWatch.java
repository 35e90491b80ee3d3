package org.jvrrpd.daemon.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.replay.Occurrence.Kind;

/** Follows one virtual router through a capture. */
final class RouterWatch {
  /** How many speakers of one virtual router are told apart. */
  static final int MAX_SPEAKERS = 32;

  private final RouterKey key;
  private final Map<IpAddress, Speaker> speakers = new LinkedHashMap<>();
  private final Chronicle chronicle;
  private final Contest contest;
  private final Disagreements disagreements;
  private final AtomicInteger room;
  private final Advertisement first;
  private final ChecksumForm firstForm;
  private long unknownSpeakers;
  private @Nullable ContestSummary summary;

  /**
   * Follows a router from its first advertisement on, which is still to be passed to {@link
   * #heard}.
   *
   * @param room how many more speakers may be told apart, shared with other routers
   * @param budget how many more occurrences may be kept, shared with other routers
   */
  RouterWatch(Heard first, AtomicInteger room, AtomicInteger budget) {
    this.key = first.router();
    this.first = first.advertisement();
    this.firstForm = first.form();
    this.room = room;
    this.chronicle = new Chronicle(budget);
    this.contest = new Contest(chronicle, speakers.values());
    this.disagreements = new Disagreements(chronicle, speakers.values());
  }

  void heard(Heard heard) {
    contest.passUntil(heard.nanos());
    Speaker known = speakers.get(heard.speaker());
    if (known == null && (speakers.size() == MAX_SPEAKERS || room.get() == 0)) {
      unknownSpeakers++;
      return;
    }
    Speaker speaker = known == null ? meet(heard) : known;
    speaker.advertisements++;
    speaker.lastNanos = heard.nanos();
    if (heard.advertisement().isResignation()) {
      contest.resigned(speaker, heard.nanos());
      return;
    }
    boolean changed = learn(speaker, heard);
    if (known == null || changed) {
      disagreements.compare(speaker, heard.nanos());
    }
    contest.claimed(speaker, heard.nanos());
  }

  private Speaker meet(Heard heard) {
    room.decrementAndGet();
    Speaker speaker = new Speaker(heard);
    speakers.put(speaker.address, speaker);
    if (!heard.envelope().destination().isMulticast()) {
      chronicle.add(
          heard.nanos(),
          Kind.UNICAST,
          speaker.address,
          speaker.address + " speaks to " + heard.envelope().destination() + " alone (unicast)");
    }
    return speaker;
  }

  /** Notes what somebody says now; true if it is something else than before. */
  private boolean learn(Speaker speaker, Heard heard) {
    boolean changed = !speaker.said.equals(heard.advertisement());
    if (changed && !speaker.said.isResignation()) {
      disagreements.changed(speaker, heard);
    }
    if (changed) {
      speaker.said = heard.advertisement();
    }
    speaker.form = heard.form();
    return changed;
  }

  /** The capture ends; nothing is heard any more. */
  void end(long nanos) {
    summary = contest.end(nanos);
  }

  RouterKey key() {
    return key;
  }

  /** The first advertisement of all. */
  Advertisement first() {
    return first;
  }

  /** The reading of its checksum. */
  ChecksumForm firstForm() {
    return firstForm;
  }

  /** Those who spoke and found room, in the order in which they were first heard. */
  List<Speaker> speakers() {
    return List.copyOf(speakers.values());
  }

  /** What is known of one of them. */
  Optional<Speaker> speaker(IpAddress address) {
    return Optional.ofNullable(speakers.get(address));
  }

  /** How many advertisements came from those for whom there was no room. */
  long unknownSpeakers() {
    return unknownSpeakers;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  /**
   * How it fared.
   *
   * @throws IllegalStateException before {@link #end}
   */
  ContestSummary summary() {
    if (summary == null) {
      throw new IllegalStateException("the capture has not ended");
    }
    return summary;
  }
}
