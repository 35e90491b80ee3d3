package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The table of all figures, with what was to be reached, and its place in a document. */
final class Page {
  private static final String BEGIN = "<!-- compare: written by bin/compare, from here -->";
  private static final String END = "<!-- compare: to here -->";
  private static final String MISSING = "-";

  private Page() {}

  /**
   * Puts the table into the document, between its two marks.
   *
   * @throws IOException also if the document has no such marks
   */
  static void write(Path page, Findings findings) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for the table: " + BEGIN);
    }
    Files.writeString(
        page,
        text.substring(0, begin) + BEGIN + "\n" + table(findings) + "\n" + text.substring(end));
  }

  /** Everything that was measured, in Markdown. */
  static String table(Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, %s cores, Linux %s, %s, %s.%n%n"
            .formatted(
                findings.description("day"),
                findings.description("cores"),
                findings.description("kernel"),
                findings.description("jvrrpd"),
                findings.description("keepalived")));
    text.append("| | jvrrpd | keepalived | bar | |\n|---|---|---|---|---|\n");
    intervals(text, findings);
    takeOvers(text, findings);
    scale(text, findings);
    findings.failures().forEach(each -> text.append("\nNot measured: ").append(each).append('\n'));
    return text.toString();
  }

  private static void intervals(StringBuilder text, Findings findings) {
    for (Duration interval : IntervalSection.INTERVALS) {
      for (boolean loaded : List.of(false, true)) {
        String figure = IntervalSection.figure(interval, loaded);
        Bar bar = interval.toMillis() == 10 ? noWorse(n -> n.percentile(99)) : Bar.NONE;
        row(
            text,
            figure + " (p50 / p99 / p99.9 / max)",
            "ms",
            findings,
            figure,
            Page::percentiles,
            bar);
        findings
            .numbers(figure, Contender.KEEPALIVED_IN_REAL_TIME)
            .ifPresent(
                theirs ->
                    text.append(
                        "| - keepalived with vrrp_rt_priority | | %s ms | | |%n"
                            .formatted(percentiles(theirs))));
      }
    }
  }

  private static String percentiles(Numbers numbers) {
    return "%s / %s / %s / %s"
        .formatted(
            decimal(numbers.percentile(50), 2),
            decimal(numbers.percentile(99), 2),
            decimal(numbers.percentile(99.9), 2),
            decimal(numbers.worst(), 2));
  }

  private static void takeOvers(StringBuilder text, Findings findings) {
    for (String figure :
        List.of(
            TakeOverSection.FIRST_KILL,
            TakeOverSection.LATER_KILL,
            TakeOverSection.FIRST_STOP,
            TakeOverSection.LATER_STOP)) {
      Bar bar =
          noWorse(Numbers::median)
              .and(noWorse(Numbers::worst))
              .and(new Bar("never early", (ours, _) -> ours.least() >= 0));
      row(text, figure + " (least / median / worst)", "ms", findings, figure, Page::spread, bar);
    }
    row(
        text,
        "start to listening (least / median / worst)",
        "ms",
        findings,
        TakeOverSection.LISTENING,
        Page::spread,
        Bar.NONE);
    row(
        text,
        "this machine's own timers meanwhile, late (least / median / worst)",
        "ms",
        findings,
        TakeOverSection.TIMERS,
        Page::spread,
        Bar.NONE);
  }

  private static String spread(Numbers numbers) {
    return "%s / %s / %s"
        .formatted(
            decimal(numbers.least(), 1), decimal(numbers.median(), 1), decimal(numbers.worst(), 1));
  }

  private static void scale(StringBuilder text, Findings findings) {
    for (int routers : List.of(1, 250, 1_000, 4_000)) {
      Bar bar =
          routers == 1_000
              ? new Bar("4 times sooner", (ours, theirs) -> 4 * ours.median() <= theirs.median())
              : Bar.NONE;
      median(
          text,
          routers + " routers, start to all addresses up",
          "s",
          findings,
          ScaleSection.allUp(routers),
          2,
          bar);
    }
    for (int routers : List.of(250, 1_000, 4_000)) {
      median(
          text,
          routers + " routers, first address to the last",
          "s",
          findings,
          ScaleSection.spread(routers),
          2,
          Bar.NONE);
    }
    for (int routers : List.of(250, 1_000, 4_000)) {
      String figure = ScaleSection.cost(routers);
      String label = "processor time of 1,000 advertisements, " + routers + " routers";
      Optional<Numbers> without = findings.numbers(figure, Contender.JVRRPD_WITHOUT_LEASES);
      Optional<Numbers> theirs = findings.numbers(figure, Contender.KEEPALIVED);
      without.ifPresent(
          ours ->
              line(
                  text,
                  label + ", without leases",
                  decimal(ours.median(), 1) + " ms",
                  theirs.map(each -> decimal(each.median(), 1) + " ms").orElse(MISSING),
                  new Bar("1.5 times", (a, b) -> a.median() <= 1.5 * b.median()),
                  without,
                  theirs));
      median(text, label, "ms", findings, figure, 1, Bar.NONE);
    }
    for (int routers : List.of(1, 10, 250, 1_000, 4_000)) {
      int most = routers <= 10 ? 80 : 128;
      Bar bar =
          routers == 10 || routers == 4_000
              ? new Bar(most + " MB", (ours, _) -> ours.worst() <= most)
              : Bar.NONE;
      median(
          text,
          "resident memory, " + routers + " routers",
          "MB",
          findings,
          ScaleSection.memory(routers),
          1,
          bar);
    }
  }

  private static void median(
      StringBuilder text,
      String label,
      String unit,
      Findings findings,
      String figure,
      int decimals,
      Bar bar) {
    row(text, label, unit, findings, figure, each -> decimal(each.median(), decimals), bar);
  }

  /** How numbers are shown. */
  private interface Words {
    String of(Numbers numbers);
  }

  private static void row(
      StringBuilder text,
      String label,
      String unit,
      Findings findings,
      String figure,
      Words words,
      Bar bar) {
    Optional<Numbers> ours = findings.numbers(figure, Contender.JVRRPD);
    Optional<Numbers> theirs = findings.numbers(figure, Contender.KEEPALIVED);
    if (ours.isEmpty() && theirs.isEmpty()) {
      return;
    }
    line(
        text,
        label,
        ours.map(each -> words.of(each) + " " + unit).orElse(MISSING),
        theirs.map(each -> words.of(each) + " " + unit).orElse(MISSING),
        bar,
        ours,
        theirs);
  }

  private static void line(
      StringBuilder text,
      String label,
      String ours,
      String theirs,
      Bar bar,
      Optional<Numbers> our,
      Optional<Numbers> their) {
    text.append(
        "| %s | %s | %s | %s | %s |%n"
            .formatted(label, ours, theirs, bar.words(), bar.verdict(our, their)));
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static Bar noWorse(ToDoubleFunction<Numbers> what) {
    return new Bar(
        "no worse", (ours, theirs) -> what.applyAsDouble(ours) <= what.applyAsDouble(theirs));
  }

  /**
   * What was to be reached.
   *
   * @param words in a few words; empty where there is nothing to reach
   * @param met whether our numbers reach it, beside keepalived's
   */
  private record Bar(String words, Test met) {
    static final Bar NONE = new Bar("", (_, _) -> true);

    private interface Test {
      boolean isMet(Numbers ours, Numbers theirs);
    }

    Bar and(Bar other) {
      return new Bar(
          words.equals(other.words) ? words : words + ", " + other.words,
          (ours, theirs) -> met.isMet(ours, theirs) && other.met.isMet(ours, theirs));
    }

    String verdict(Optional<Numbers> ours, Optional<Numbers> theirs) {
      if (words.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
        return "";
      }
      return met.isMet(ours.get(), theirs.get()) ? "met" : "**missed**";
    }
  }
}
