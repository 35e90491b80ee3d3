package org.jvrrpd.daemon.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.replay.Occurrence.Kind;

/**
 * Who is MASTER of one virtual router, as far as the wire shows it. Whoever advertises claims to
 * be, until it resigns or is silent for three intervals. Where a second one claims, the better one
 * counts, and the other has half an interval to have heard it: two that go on speaking after that
 * are a split brain.
 */
final class Contest {
  private final Chronicle chronicle;
  private final Collection<Speaker> speakers;
  private @Nullable Speaker master;
  private @Nullable Vacancy vacancy;
  private OptionalLong disputedSince = OptionalLong.empty();
  private boolean split;

  private int changes;
  private int gaps;
  private long longestGapNanos;
  private int splits;
  private long splitNanos;

  /** Nobody is MASTER since this one left. */
  private record Vacancy(Speaker left, long since, boolean resigned) {}

  Contest(Chronicle chronicle, Collection<Speaker> speakers) {
    this.chronicle = chronicle;
    this.speakers = speakers;
  }

  /** Time has passed: those that are silent for too long are no MASTER any more. */
  void passUntil(long nanos) {
    for (Optional<Speaker> next = nextSilent(nanos); next.isPresent(); next = nextSilent(nanos)) {
      Speaker silent = next.get();
      leave(silent, silent.lastNanos, false, silent.silentAt());
    }
  }

  private Optional<Speaker> nextSilent(long nanos) {
    return claimants().stream()
        .filter(speaker -> speaker.silentAt() <= nanos)
        .min(Comparator.comparingLong(Speaker::silentAt));
  }

  /** Somebody has resigned. */
  void resigned(Speaker speaker, long nanos) {
    if (speaker.resigned) {
      return;
    }
    speaker.resigned = true;
    chronicle.add(nanos, Kind.RESIGNED, speaker.address, speaker.address + " resigns");
    Speaker present = master;
    if (present != null && !present.equals(speaker) && !speaker.persists) {
      tellHiddenMaster(speaker, present, nanos);
    }
    if (speaker.claims) {
      leave(speaker, nanos, true, nanos);
    } else if (vacancy != null && vacancy.left().equals(speaker)) {
      vacancy = new Vacancy(speaker, nanos, true);
    }
  }

  /**
   * Only a MASTER resigns (RFC 9568 section 6.4.3). One that was not heard in between was it all
   * the same: keepalived puts its own next advertisement off whenever it refuses another's.
   */
  private void tellHiddenMaster(Speaker hidden, Speaker present, long nanos) {
    long since = Math.max(hidden.claimedSince, present.claimedSince);
    splits++;
    splitNanos += nanos - since;
    chronicle.add(
        nanos,
        Kind.SPLIT,
        hidden.address,
        "SPLIT BRAIN: as only a MASTER resigns, %s was MASTER beside %s for %s, though silent; %s"
            .formatted(
                hidden.address,
                present.address,
                Words.duration(nanos - since),
                Disagreements.whyDeaf(present, hidden)));
  }

  /** Somebody has advertised, and {@code speaker} knows what. */
  void claimed(Speaker speaker, long nanos) {
    boolean begins = !speaker.claims;
    speaker.resigned = false;
    if (begins) {
      speaker.claims = true;
      speaker.claimedSince = nanos;
      speaker.ruled = false;
      speaker.persists = false;
    }
    Speaker present = master;
    if (present == null) {
      succeed(speaker, nanos);
      return;
    }
    if (claimants().size() > 1) {
      dispute(speaker, nanos);
    }
    if (begins && !speaker.equals(present) && speaker.outranks(present)) {
      crown(speaker, nanos, preempts(speaker, present));
    }
  }

  private static String preempts(Speaker speaker, Speaker before) {
    return "pre-empts %s, which has %s"
        .formatted(
            before.address,
            speaker.priority() == before.priority()
                ? "the same priority and a lower address"
                : "priority " + before.priority());
  }

  private void dispute(Speaker speaker, long nanos) {
    if (disputedSince.isEmpty()) {
      disputedSince = OptionalLong.of(nanos);
      return;
    }
    boolean heardTheOther =
        nanos - Math.max(disputedSince.getAsLong(), speaker.claimedSince)
            > speaker.intervalNanos() / 2;
    if (!heardTheOther || speaker.persists) {
      return;
    }
    speaker.persists = true;
    List<Speaker> persisting = claimants().stream().filter(each -> each.persists).toList();
    if (persisting.size() > 1) {
      tellSplit(speaker, persisting);
    }
  }

  private void tellSplit(Speaker latest, List<Speaker> persisting) {
    Speaker other =
        persisting.stream().filter(each -> !each.equals(latest)).findFirst().orElseThrow();
    Speaker better = latest.outranks(other) ? latest : other;
    Speaker worse = latest.outranks(other) ? other : latest;
    if (!split) {
      splits++;
    }
    chronicle.add(
        split ? latest.claimedSince : disputedSince.orElseThrow(),
        Kind.SPLIT,
        latest.address,
        "SPLIT BRAIN: %s (priority %d) and %s (priority %d) are MASTER at the same time; %s"
            .formatted(
                better.address,
                better.priority(),
                worse.address,
                worse.priority(),
                Disagreements.whyDeaf(better, worse)));
    split = true;
  }

  /** {@code speaker} takes the place that is empty. */
  private void succeed(Speaker speaker, long nanos) {
    Vacancy before = vacancy;
    if (before == null) {
      crown(speaker, nanos, "the first that is heard");
      return;
    }
    long empty = nanos - before.since();
    boolean returns = before.left().equals(speaker);
    if (returns && !before.resigned()) {
      resume(speaker, before, empty);
      return;
    }
    long wait = before.resigned() ? speaker.skewNanos() : speaker.downNanos();
    if (empty > wait + speaker.intervalNanos()) {
      countGap(empty);
      chronicle.add(
          before.since(),
          Kind.GAP,
          speaker.address,
          "nobody is MASTER for %s; %s should have waited %s"
              .formatted(Words.duration(empty), speaker.address, Words.duration(wait)));
    }
    crown(
        speaker,
        nanos,
        before.resigned()
            ? "%s resigned %s before"
                .formatted(returns ? "it had" : before.left().address, Words.duration(empty))
            : "%s was silent for %s".formatted(before.left().address, Words.duration(empty)));
  }

  /** The MASTER was silent, and nobody took its place. */
  private void resume(Speaker speaker, Vacancy before, long empty) {
    master = speaker;
    speaker.ruled = true;
    vacancy = null;
    if (empty > speaker.downNanos()) {
      countGap(empty);
      chronicle.add(
          before.since(),
          Kind.GAP,
          speaker.address,
          "%s is silent for %s, longer than a down interval (%s), and goes on"
              .formatted(
                  speaker.address, Words.duration(empty), Words.duration(speaker.downNanos())));
    }
  }

  private void countGap(long nanos) {
    gaps++;
    longestGapNanos = Math.max(longestGapNanos, nanos);
  }

  private void crown(Speaker speaker, long nanos, String why) {
    if (master != null || vacancy != null) {
      changes++;
    }
    master = speaker;
    vacancy = null;
    speaker.ruled = true;
    chronicle.add(
        nanos,
        Kind.MASTER,
        speaker.address,
        "%s is MASTER, priority %d: %s".formatted(speaker.address, speaker.priority(), why));
  }

  private void leave(Speaker speaker, long lastNanos, boolean resigned, long nanos) {
    boolean contested = speaker.ruled || speaker.persists || resigned;
    speaker.claims = false;
    List<Speaker> remaining = claimants();
    if (disputedSince.isPresent() && remaining.size() <= 1) {
      endDispute(speaker, lastNanos, resigned);
    }
    if (!speaker.equals(master)) {
      if (!contested) {
        chronicle.add(
            speaker.claimedSince,
            Kind.CLAIM,
            speaker.address,
            "%s, priority %d, speaks beside the MASTER and falls silent"
                .formatted(speaker.address, speaker.priority()));
      }
      return;
    }
    // Whoever has not spoken since it heard a better one has given way, and is no successor.
    Optional<Speaker> best =
        remaining.stream()
            .filter(each -> each.lastNanos > speaker.claimedSince)
            .reduce((a, b) -> a.outranks(b) ? a : b);
    if (best.isEmpty()) {
      remaining.forEach(each -> each.claims = false);
      master = null;
      vacancy = new Vacancy(speaker, lastNanos, resigned);
      return;
    }
    crown(
        best.get(),
        nanos,
        speaker.address + (resigned ? " has resigned" : " has been silent for three intervals"));
  }

  private void endDispute(Speaker left, long lastNanos, boolean resigned) {
    if (split) {
      long lasted = lastNanos - disputedSince.orElseThrow();
      splitNanos += lasted;
      chronicle.add(
          lastNanos,
          Kind.SPLIT_ENDED,
          left.address,
          "the split brain ends after %s: %s %s"
              .formatted(
                  Words.duration(lasted), left.address, resigned ? "resigns" : "falls silent"));
    }
    split = false;
    disputedSince = OptionalLong.empty();
    speakers.forEach(each -> each.persists = false);
  }

  private List<Speaker> claimants() {
    return speakers.stream().filter(speaker -> speaker.claims).toList();
  }

  /** The capture ends. */
  ContestSummary end(long nanos) {
    passUntil(nanos);
    Vacancy empty = vacancy;
    if (master == null && empty != null && !empty.resigned()) {
      chronicle.add(
          nanos,
          Kind.SILENT,
          empty.left().address,
          "%s has been silent for %s when the capture ends"
              .formatted(empty.left().address, Words.duration(nanos - empty.since())));
    }
    if (split) {
      long lasts = nanos - disputedSince.orElseThrow();
      splitNanos += lasts;
      IpAddress address = claimants().getFirst().address;
      chronicle.add(
          nanos,
          Kind.SPLIT,
          address,
          "the split brain has lasted %s when the capture ends".formatted(Words.duration(lasts)));
    }
    return new ContestSummary(
        Optional.ofNullable(master).map(speaker -> speaker.address),
        changes,
        gaps,
        longestGapNanos,
        splits,
        splitNanos);
  }
}
