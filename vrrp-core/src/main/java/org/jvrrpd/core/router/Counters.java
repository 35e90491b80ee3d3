package org.jvrrpd.core.router;

import java.util.LinkedHashMap;
import java.util.Map;

/** The counters of one virtual router. */
// The ordinal is an index that never leaves this class; a map would box a new number at each count.
@SuppressWarnings("EnumOrdinal")
final class Counters {
  private final long[] values = new long[Counter.values().length];

  void add(Counter counter) {
    values[counter.ordinal()]++;
  }

  /** A copy by name, in the order of {@link Counter}. */
  Map<String, Long> byName() {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      byName.put(counter.counterName(), values[counter.ordinal()]);
    }
    return byName;
  }
}
