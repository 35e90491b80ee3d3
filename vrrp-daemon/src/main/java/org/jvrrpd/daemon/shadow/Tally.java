package org.jvrrpd.daemon.shadow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How often two daemons were of one mind about one virtual router. A change that one of them makes
 * alone waits for the other, which is of the same mind if it follows within a tolerance.
 */
final class Tally {
  /** More do not make anybody wiser. */
  private static final int MAX_KEPT = 100;

  private final String name;
  private final long toleranceNanos;
  private final Consumer<String> diary;
  private final List<String> disagreements = new ArrayList<>();

  private long agreed;
  private long apart;
  private long furthestNanos;
  private long quietUntil;
  private long differSince;
  private boolean differ;
  private boolean told;
  private String ours = "it starts";
  private String theirs = "nothing was heard of it";

  /** What a comparison may come to. */
  enum Verdict {
    /** One has followed the other. */
    TOGETHER,
    /** One has not followed the other in time. */
    APART
  }

  /**
   * Nothing counted yet.
   *
   * @param name the virtual router's
   * @param toleranceNanos within which one may follow the other
   * @param diary gets a sentence for each decision
   */
  Tally(String name, long toleranceNanos, Consumer<String> diary) {
    this.name = name;
    this.toleranceNanos = toleranceNanos;
    this.diary = diary;
  }

  /** Begins at {@code now}; what happens within {@code settleNanos} is not counted. */
  void begin(long now, long settleNanos) {
    quietUntil = now + settleNanos;
    differ = false;
    told = false;
  }

  /** We have changed our state. */
  void ours(String why) {
    ours = why;
  }

  /** keepalived has changed its state, as far as one hears. */
  void theirs(String why) {
    theirs = why;
  }

  /** Who is MASTER now. */
  Optional<Verdict> compare(boolean ourMaster, boolean theirMaster, long now) {
    if (ourMaster == theirMaster) {
      boolean followed = differ && !told && now >= quietUntil;
      if (followed) {
        agreed++;
        furthestNanos = Math.max(furthestNanos, now - differSince);
        diary.accept(
            "(%s) %s: would be as well, %d ms apart (%s)"
                .formatted(
                    name,
                    theirMaster ? "keepalived is MASTER" : "keepalived is no MASTER any more",
                    Duration.ofNanos(now - differSince).toMillis(),
                    ours));
      }
      if (differ && told) {
        diary.accept("(" + name + ") of one mind again");
      }
      differ = false;
      told = false;
      return followed ? Optional.of(Verdict.TOGETHER) : Optional.empty();
    }
    if (!differ) {
      differ = true;
      differSince = now;
    }
    long since = Math.max(differSince, quietUntil);
    if (!told && now - since > toleranceNanos) {
      told = true;
      tell(ourMaster);
      return Optional.of(Verdict.APART);
    }
    return Optional.empty();
  }

  private void tell(boolean ourMaster) {
    apart++;
    String sentence =
        ourMaster
            ? "(%s) DIFFERENT: we would be MASTER (%s), and keepalived is not (%s)"
                .formatted(name, ours, theirs)
            : "(%s) DIFFERENT: keepalived is MASTER (%s), and we would not be (%s)"
                .formatted(name, theirs, ours);
    if (disagreements.size() < MAX_KEPT) {
      disagreements.add(sentence);
    }
    diary.accept(sentence);
  }

  /** How often the other did the same. */
  long agreed() {
    return agreed;
  }

  /** How often it did not. */
  long apart() {
    return apart;
  }

  /** The tally in sentences: the count, and each time that they were not of one mind. */
  List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "(%s) %d of %d decisions were keepalived's too, at most %d ms apart"
            .formatted(name, agreed, agreed + apart, Duration.ofNanos(furthestNanos).toMillis()));
    lines.addAll(disagreements);
    return lines;
  }
}
