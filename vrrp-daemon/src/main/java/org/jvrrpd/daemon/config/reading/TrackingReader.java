package org.jvrrpd.daemon.config.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Tracking;
import org.jvrrpd.daemon.config.vrrp.Tracking.Tracked;

/** Reads what an instance or a group depends on. */
final class TrackingReader {
  private TrackingReader() {}

  static Tracking read(Settings settings, Findings findings) {
    return new Tracking(
        !settings.has("dont_track_primary"),
        tracked(settings, "track_interface", "tracked_interfaces", findings),
        tracked(settings, "track_script", "tracked", findings),
        tracked(settings, "track_file", "tracked", findings),
        tracked(settings, "track_process", "tracked", findings));
  }

  private static List<Tracked> tracked(
      Settings settings, String word, String kind, Findings findings) {
    Section section = Vocabulary.keepalived().section(kind);
    return settings.lines(word).stream().map(line -> tracked(line, section, findings)).toList();
  }

  private static Tracked tracked(Statement line, Section section, Findings findings) {
    Map<String, Word> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    LineWords.read(line.arguments(), section, findings, values, flags);
    Word weight = values.get("weight");
    return new Tracked(
        new Placed<>(line.keyword(), line.at()),
        weight == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(weight.text())),
        flags.contains("reverse"));
  }
}
