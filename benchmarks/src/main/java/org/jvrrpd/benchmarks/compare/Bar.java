package org.jvrrpd.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a figure was to reach, and whether it does.
 *
 * @param words in a few words; empty where there is nothing to reach
 * @param limits all have to be kept
 */
record Bar(String words, List<Limit> limits) {
  static final Bar NONE = new Bar("", List.of());

  Bar {
    limits = List.copyOf(limits);
  }

  /**
   * A part of a bar.
   *
   * @param what is held against it, in a word
   * @param share of what is allowed that our numbers take, beside keepalived's; up to 1 is kept
   */
  record Limit(String what, ToDoubleBiFunction<Numbers, Numbers> share) {}

  /** Ours may be {@code times} keepalived's. */
  static Bar times(double times, String what, ToDoubleFunction<Numbers> value) {
    return new Bar(
        times == 1 ? "no worse" : "%s times".formatted(number(times)),
        List.of(
            new Limit(
                what,
                (ours, theirs) ->
                    value.applyAsDouble(ours) / (times * value.applyAsDouble(theirs)))));
  }

  /** Ours is to be {@code times} shorter than keepalived's, in the median. */
  static Bar sooner(int times) {
    return new Bar(times + " times sooner", times(1.0 / times, "median", Numbers::median).limits());
  }

  /** No number of ours may be more than this. */
  static Bar atMost(double most, String unit) {
    return new Bar(
        "%s %s".formatted(number(most), unit),
        List.of(new Limit("worst", (ours, _) -> ours.worst() / most)));
  }

  /** No number of ours may be below 0. */
  static Bar neverEarly() {
    return new Bar(
        "never early",
        List.of(new Limit("early", (ours, _) -> ours.least() < 0 ? 1 - ours.least() : 0)));
  }

  /** Both bars. */
  Bar and(Bar other) {
    List<Limit> both = new ArrayList<>(limits);
    both.addAll(other.limits);
    return new Bar(words.equals(other.words) ? words : words + ", " + other.words, both);
  }

  /**
   * "met" with the greatest share of what was allowed, or by how much each limit was missed; empty
   * where something is not there to be compared.
   */
  String verdict(Optional<Numbers> ours, Optional<Numbers> theirs) {
    if (limits.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
      return "";
    }
    List<String> missed = new ArrayList<>();
    double greatest = 0;
    for (Limit limit : limits) {
      double share = limit.share().applyAsDouble(ours.get(), theirs.get());
      greatest = Math.max(greatest, share);
      if (share > 1) {
        missed.add(
            limit.what().equals("early")
                ? String.format(Locale.ROOT, "early by %.1f ms", -ours.get().least())
                : String.format(Locale.ROOT, "%s by %.0f %%", limit.what(), (share - 1) * 100));
      }
    }
    return missed.isEmpty()
        ? String.format(Locale.ROOT, "met (%.2f of it)", greatest)
        : "**missed**: " + String.join(", ", missed);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }
}
