package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.lab.AddressHistory;

/** Who had the VIP from when to when, as the kernels reported it. */
final class Holdings {
  private final List<Holding> holdings;

  /**
   * A time in which a host had the VIP.
   *
   * @param host its name
   * @param from when it came
   * @param until when it went; {@link Instant#MAX} if it is still there
   */
  record Holding(String host, Instant from, Instant until) {}

  Holdings(List<Holding> holdings) {
    this.holdings = List.copyOf(holdings);
  }

  /** Asks the histories of the hosts, by their names. */
  static Holdings read(Map<String, AddressHistory> histories) throws IOException {
    List<Holding> found = new ArrayList<>();
    for (Map.Entry<String, AddressHistory> history : histories.entrySet()) {
      found.addAll(of(history.getKey(), history.getValue().changesOf(DemoCluster.VIP)));
    }
    return new Holdings(found);
  }

  /** A renewal of a lease is reported like an addition and begins nothing. */
  static List<Holding> of(String host, List<AddressHistory.Change> changes) {
    List<Holding> found = new ArrayList<>();
    Optional<Instant> from = Optional.empty();
    for (AddressHistory.Change change : changes) {
      if (change.present()) {
        from = from.or(() -> Optional.of(change.at()));
      } else if (from.isPresent()) {
        found.add(new Holding(host, from.get(), change.at()));
        from = Optional.empty();
      }
    }
    from.ifPresent(since -> found.add(new Holding(host, since, Instant.MAX)));
    return found;
  }

  /** When a host got the VIP for the first time after {@code since}. */
  Optional<Instant> gained(String host, Instant since) {
    return holdings.stream()
        .filter(holding -> holding.host().equals(host) && holding.from().isAfter(since))
        .map(Holding::from)
        .findFirst();
  }

  /** When a host lost the VIP for the first time after {@code since}. */
  Optional<Instant> lost(String host, Instant since) {
    return holdings.stream()
        .filter(
            holding ->
                holding.host().equals(host)
                    && holding.until().isAfter(since)
                    && !holding.until().equals(Instant.MAX))
        .map(Holding::until)
        .findFirst();
  }

  /** The longest time between two instants in which two hosts had the VIP at once. */
  Duration longestOverlap(Instant from, Instant until) {
    Duration longest = Duration.ZERO;
    for (Holding one : holdings) {
      for (Holding other : holdings) {
        if (one.host().compareTo(other.host()) < 0) {
          Duration both = overlap(one, other, from, until);
          longest = both.compareTo(longest) > 0 ? both : longest;
        }
      }
    }
    return longest;
  }

  private static Duration overlap(Holding one, Holding other, Instant from, Instant until) {
    Instant start = later(from, later(one.from(), other.from()));
    Instant end = earlier(until, earlier(one.until(), other.until()));
    return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
