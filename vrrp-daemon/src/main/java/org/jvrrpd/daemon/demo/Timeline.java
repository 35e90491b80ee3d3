package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened in a step, in the order in which it happened. Used by one thread. */
final class Timeline {
  private final List<Event> events = new ArrayList<>();

  /** Something that happened: when, to whom, what. */
  record Event(Instant at, String who, String what) {}

  void add(Instant at, String who, String what) {
    events.add(new Event(at, who, what));
  }

  void add(Optional<Instant> at, String who, String what) {
    at.ifPresent(instant -> add(instant, who, what));
  }

  /** The lines, with the seconds since the first event; events of one instant keep their order. */
  List<String> lines() {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(Event::at));
    List<String> lines = new ArrayList<>();
    for (Event event : sorted) {
      Duration since = Duration.between(sorted.getFirst().at(), event.at());
      lines.add("%9s  %-7s  %s".formatted(Figure.seconds(since), event.who(), event.what()));
    }
    return lines;
  }
}
