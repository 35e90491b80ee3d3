package org.jvrrpd.daemon.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jvrrpd.core.packet.IpAddress;

/** What has happened to one virtual router. All of a capture share one bound. */
final class Chronicle {
  /** How many occurrences of one capture are kept; what is beyond is counted. */
  static final int MAX_OCCURRENCES = 4_000;

  private final AtomicInteger budget;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private long omitted;

  /**
   * An empty one.
   *
   * @param budget how many more may be kept, shared with others
   */
  Chronicle(AtomicInteger budget) {
    this.budget = budget;
  }

  void add(long nanos, Occurrence.Kind kind, IpAddress speaker, String words) {
    if (budget.get() <= 0) {
      omitted++;
      return;
    }
    budget.decrementAndGet();
    occurrences.add(new Occurrence(nanos, kind, speaker, words));
  }

  /** In the order of time: a split brain is known later than it begins. */
  List<Occurrence> occurrences() {
    return occurrences.stream().sorted(Comparator.comparingLong(Occurrence::nanos)).toList();
  }

  /** How many found no room. */
  long omitted() {
    return omitted;
  }
}
