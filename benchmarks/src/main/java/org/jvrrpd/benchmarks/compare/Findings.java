package org.jvrrpd.benchmarks.compare;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured: values by figure and contender, in the order in which they came, and what
 * did not come to its end. Kept as JSON, so that a later run can replace some of the figures.
 */
final class Findings {
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Map<String, Circumstances> circumstances = new LinkedHashMap<>();
  private final Map<String, Map<Contender, List<Double>>> values = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /** Says something about the whole, for example which machine it was. */
  void describe(String what, Object value) {
    head.put(what, value);
  }

  /** Something that was said about the whole; empty if it was not. */
  String description(String what) {
    return String.valueOf(head.getOrDefault(what, ""));
  }

  /** Begins a section anew: what is known of its figures is dropped. */
  void begin(String section, Circumstances now) {
    values.keySet().removeIf(figure -> figure.startsWith(section + " "));
    failures.removeIf(failure -> failure.startsWith(section + " "));
    circumstances.put(section, now);
  }

  /** How each section was measured, in the order in which they first were. */
  Map<String, Circumstances> circumstances() {
    return Collections.unmodifiableMap(circumstances);
  }

  /** Takes a value, in the figure's unit. */
  void add(String figure, Contender contender, double value) {
    values
        .computeIfAbsent(figure, _ -> new LinkedHashMap<>())
        .computeIfAbsent(contender, _ -> new ArrayList<>())
        .add(value);
  }

  /** Takes note of something that did not come to its end. */
  void fail(String what) {
    failures.add(what);
  }

  /** What did not come to its end. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The values of a figure, if there are any. */
  Optional<Numbers> numbers(String figure, Contender contender) {
    List<Double> found = values.getOrDefault(figure, Map.of()).getOrDefault(contender, List.of());
    return found.isEmpty() ? Optional.empty() : Optional.of(Numbers.of(found));
  }

  /** Writes everything. */
  void write(Path file) throws IOException {
    Map<String, Object> series = new LinkedHashMap<>();
    values.forEach(
        (figure, byContender) -> {
          Map<String, Object> labelled = new LinkedHashMap<>();
          byContender.forEach((contender, list) -> labelled.put(contender.label(), list));
          series.put(figure, labelled);
        });
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("about", head);
    Map<String, Object> sections = new LinkedHashMap<>();
    circumstances.forEach(
        (section, each) ->
            sections.put(
                section,
                Map.of(
                    "when",
                    each.when(),
                    "loadAverage",
                    each.loadAverage(),
                    "command",
                    each.command())));
    all.put("sections", sections);
    all.put("failures", failures);
    all.put("figures", series);
    Files.writeString(file, JSON.std.asString(all) + "\n");
  }

  /**
   * What an earlier run has written; nothing if there is no such file.
   *
   * @throws IOException if the file is something else
   */
  static Findings read(Path file) throws IOException {
    Findings findings = new Findings();
    if (!Files.exists(file)) {
      return findings;
    }
    try {
      Map<String, Object> all = JSON.std.mapFrom(Files.readString(file));
      map(all.get("about")).forEach(findings.head::put);
      map(all.get("sections"))
          .forEach(
              (section, each) -> findings.circumstances.put(section, circumstances(map(each))));
      list(all.get("failures")).forEach(each -> findings.failures.add(String.valueOf(each)));
      map(all.get("figures"))
          .forEach(
              (figure, series) ->
                  map(series)
                      .forEach(
                          (label, numbers) ->
                              list(numbers)
                                  .forEach(
                                      each ->
                                          findings.add(
                                              figure,
                                              Contender.of(label),
                                              ((Number) each).doubleValue()))));
      return findings;
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IOException(file + " is not what bin/compare writes: " + e.getMessage(), e);
    }
  }

  private static Circumstances circumstances(Map<String, Object> written) {
    return new Circumstances(
        String.valueOf(written.get("when")),
        written.get("loadAverage") instanceof Number load ? load.doubleValue() : 0,
        String.valueOf(written.get("command")));
  }

  @SuppressWarnings("unchecked") // JSON objects have strings as their keys
  private static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
