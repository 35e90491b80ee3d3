package org.jvrrpd.core.router;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.core.election.Reason;

/** What a virtual router lacks at present: causes of FAULT, each with its detail in words. */
final class Faults {
  private final Map<Reason, String> details = new EnumMap<>(Reason.class);

  /** Notes a cause; true if nothing was missing before. */
  boolean raise(Reason cause, String detail) {
    boolean first = details.isEmpty();
    details.put(cause, detail);
    return first;
  }

  /** Strikes a cause out; true if it was there. */
  boolean clear(Reason cause) {
    return details.remove(cause) != null;
  }

  boolean contains(Reason cause) {
    return details.containsKey(cause);
  }

  boolean hasOtherThan(Reason cause) {
    return details.size() > (details.containsKey(cause) ? 1 : 0);
  }

  /** One of the causes, always the same one of the same causes. */
  Optional<Reason> first() {
    return details.keySet().stream().findFirst();
  }

  boolean isEmpty() {
    return details.isEmpty();
  }

  /** The causes and their details, both in words. */
  Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    details.forEach((cause, detail) -> words.put(cause.words(), detail));
    return words;
  }
}
