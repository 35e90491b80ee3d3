package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.lab.AddressHistory;

/** Who had the VIP from when to when, as the kernels of the hosts reported it. */
public final class Holdings {
  private final List<Holding> holdings;

  /**
   * A time in which one node had the VIP.
   *
   * @param node its name
   * @param from when it came
   * @param until when it went; {@link Instant#MAX} if it is still there
   */
  public record Holding(String node, Instant from, Instant until) {}

  private Holdings(List<Holding> holdings) {
    this.holdings = List.copyOf(holdings);
  }

  static Holdings of(String vip, Map<String, AddressHistory> histories) throws IOException {
    Map<String, List<AddressHistory.Change>> changes = new LinkedHashMap<>();
    for (Map.Entry<String, AddressHistory> entry : histories.entrySet()) {
      changes.put(entry.getKey(), entry.getValue().changesOf(vip));
    }
    return of(changes);
  }

  /** Renewals of a lease are reported like additions and change nothing here. */
  static Holdings of(Map<String, List<AddressHistory.Change>> changes) {
    List<Holding> found = new ArrayList<>();
    changes.forEach(
        (node, ofNode) -> {
          Instant from = Instant.MAX;
          for (AddressHistory.Change change : ofNode) {
            if (change.present() && from.equals(Instant.MAX)) {
              from = change.at();
            } else if (!change.present() && !from.equals(Instant.MAX)) {
              found.add(new Holding(node, from, change.at()));
              from = Instant.MAX;
            }
          }
          if (!from.equals(Instant.MAX)) {
            found.add(new Holding(node, from, Instant.MAX));
          }
        });
    return new Holdings(found);
  }

  /** All of them, node by node, each node's oldest first. */
  public List<Holding> all() {
    return holdings;
  }

  /** Those of one node, oldest first. */
  public List<Holding> of(String node) {
    return holdings.stream().filter(holding -> holding.node().equals(node)).toList();
  }

  /** The longest time after {@code since} in which two nodes had the VIP at once. */
  public Duration longestOverlap(Instant since) {
    Duration longest = Duration.ZERO;
    for (Holding one : holdings) {
      for (Holding other : holdings) {
        if (one.node().compareTo(other.node()) < 0) {
          Duration both = overlap(one, other, since);
          longest = both.compareTo(longest) > 0 ? both : longest;
        }
      }
    }
    return longest;
  }

  private static Duration overlap(Holding one, Holding other, Instant since) {
    Instant from = later(later(one.from(), other.from()), since);
    Instant until = one.until().isBefore(other.until()) ? one.until() : other.until();
    if (until.equals(Instant.MAX)) {
      until = later(Instant.now(), from);
    }
    return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
