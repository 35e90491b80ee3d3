package org.jvrrpd.benchmarks.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that was measured, and how it is shown: a table for people, JSON for programs. */
final class Findings {
  private final List<Sample> samples = new ArrayList<>();
  private final List<Sample> disturbed = new ArrayList<>();
  private int repeated;
  private int failed;

  /** Takes the samples of a run. */
  void add(List<Sample> ofRun) {
    samples.addAll(ofRun);
  }

  /** Takes those of a run that is repeated since the machine did not keep time. */
  void addDisturbed(List<Sample> ofRun) {
    disturbed.addAll(ofRun);
    repeated++;
  }

  /** Counts a run that did not get to its end. */
  void countFailure() {
    failed++;
  }

  /** Runs that did not get to their end. */
  int failed() {
    return failed;
  }

  /** Median and worst of every figure, beside its bound, with the machine's own lateness. */
  String table() {
    StringBuilder text =
        new StringBuilder(
            "%-58s %8s %20s %20s%n".formatted("median / worst", "goal", "jvrrpd", "keepalived"));
    for (Figure figure : Figure.values()) {
      String goal = figure.bound().isEmpty() ? "" : figure.bound() + " " + figure.unit();
      row(
          text,
          figure.label(),
          goal,
          cell(figure, Contender.JVRRPD),
          cell(figure, Contender.KEEPALIVED));
    }
    row(
        text,
        "this machine's own timers during take-overs, late",
        "",
        noise(Contender.JVRRPD),
        noise(Contender.KEEPALIVED));
    text.append(
        "%d runs repeated since timers were more than %d ms late, %d runs failed%n"
            .formatted(repeated, Measure.DISTURBED_MILLIS, failed));
    return text.toString();
  }

  private static void row(
      StringBuilder text, String label, String goal, String ours, String theirs) {
    text.append("%-58s %8s %20s %20s%n".formatted(label, goal, ours, theirs));
  }

  private String cell(Figure figure, Contender contender) {
    return Series.of(
            samples.stream()
                .filter(each -> each.figure() == figure && each.contender() == contender)
                .map(Sample::value)
                .toList())
        .map(series -> "%s %s".formatted(both(series), figure.unit()))
        .orElse("-");
  }

  private String noise(Contender contender) {
    Optional<Series> series =
        Series.of(
            samples.stream()
                .filter(each -> each.contender() == contender && isTakeover(each.figure()))
                .map(Sample::probeMillis)
                .toList());
    return series.map(each -> both(each) + " ms").orElse("-");
  }

  static boolean isTakeover(Figure figure) {
    return figure == Figure.KILL_LATENESS || figure == Figure.STOP_LATENESS;
  }

  private static String both(Series series) {
    return String.format(Locale.ROOT, "%.1f / %.1f", series.median(), series.worst());
  }

  /** Every sample, also those of repeated runs, whose {@code repeated} is true. */
  String json() {
    List<String> lines = new ArrayList<>();
    samples.forEach(each -> lines.add(json(each, false)));
    disturbed.forEach(each -> lines.add(json(each, true)));
    return "{\n\"failedRuns\": %d,\n\"samples\": [\n  %s\n]\n}\n"
        .formatted(failed, String.join(",\n  ", lines));
  }

  private static String json(Sample sample, boolean wasRepeated) {
    return String.format(
        Locale.ROOT,
        "{\"daemon\": \"%s\", \"run\": %d, \"figure\": \"%s\", \"unit\": \"%s\", \"value\": %.3f,"
            + " \"probeMillis\": %.3f, \"repeated\": %b}",
        sample.contender().label(),
        sample.run(),
        sample.figure().name(),
        sample.figure().unit(),
        sample.value(),
        sample.probeMillis(),
        wasRepeated);
  }
}
