package org.jvrrpd.benchmarks.compare;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** All figures, a row each, keepalived's beside ours and beside what was to be reached. */
final class Table {
  private static final String MISSING = "-";

  private final Findings findings;
  private final StringBuilder text =
      new StringBuilder("| | jvrrpd | keepalived | bar | |\n|---|---|---|---|---|\n");

  Table(Findings findings) {
    this.findings = findings;
  }

  /** Rows without numbers are left out. */
  String markdown() {
    for (Duration interval : IntervalSection.INTERVALS) {
      interval(interval, false);
      interval(interval, true);
    }
    takeOvers();
    cold();
    starts();
    costs();
    memory();
    return text.toString();
  }

  private void interval(Duration interval, boolean loaded) {
    String figure = IntervalSection.figure(interval, loaded);
    Bar bar = interval.toMillis() == 10 ? Bar.times(1, "p99", n -> n.percentile(99)) : Bar.NONE;
    row(figure + " (p50 / p99 / p99.9 / max)", figure, Table::percentiles, bar);
    findings
        .numbers(figure, Contender.KEEPALIVED_IN_REAL_TIME)
        .ifPresent(
            each -> line("- keepalived with vrrp_rt_priority", "", percentiles(each), "", ""));
  }

  private static String percentiles(Numbers numbers) {
    return "%s / %s / %s / %s ms"
        .formatted(
            decimal(numbers.percentile(50), 2),
            decimal(numbers.percentile(99), 2),
            decimal(numbers.percentile(99.9), 2),
            decimal(numbers.worst(), 2));
  }

  private void takeOvers() {
    Bar bar =
        Bar.times(1, "median", Numbers::median)
            .and(Bar.times(1, "worst", Numbers::worst))
            .and(Bar.neverEarly());
    for (String figure :
        List.of(
            TakeOverSection.FIRST_KILL,
            TakeOverSection.LATER_KILL,
            TakeOverSection.FIRST_STOP,
            TakeOverSection.LATER_STOP)) {
      row(figure + " (least / median / worst)", figure, Table::spread, bar);
    }
    row(
        "start to listening (least / median / worst)",
        TakeOverSection.LISTENING,
        Table::spread,
        Bar.NONE);
    row(
        "this machine's own timers meanwhile, late (least / median / worst)",
        TakeOverSection.TIMERS,
        Table::spread,
        Bar.NONE);
  }

  private static String spread(Numbers numbers) {
    return "%s / %s / %s ms"
        .formatted(
            decimal(numbers.least(), 1), decimal(numbers.median(), 1), decimal(numbers.worst(), 1));
  }

  private void cold() {
    row(
        "take-over after kill -9, the first, gone cold (least / median / worst)",
        ColdSection.TAKE_OVER,
        Table::spread,
        Bar.NONE);
    findings
        .numbers(ColdSection.TAKE_OVER, Contender.JVRRPD_UNLOCKED)
        .ifPresent(each -> line("- jvrrpd without locked memory", spread(each), "", "", ""));
    String ours = beforeAndAfter(Contender.JVRRPD);
    String theirs = beforeAndAfter(Contender.KEEPALIVED);
    String unlocked = beforeAndAfter(Contender.JVRRPD_UNLOCKED);
    if (!(ours + theirs).equals(MISSING + MISSING)) {
      line("its pages of files in memory, before and after", ours, theirs, "", "");
    }
    if (!unlocked.equals(MISSING)) {
      line("- jvrrpd without locked memory", unlocked, "", "", "");
    }
  }

  private String beforeAndAfter(Contender contender) {
    Optional<Numbers> before = findings.numbers(ColdSection.RESIDENT_BEFORE, contender);
    Optional<Numbers> after = findings.numbers(ColdSection.RESIDENT_AFTER, contender);
    return before.isEmpty() || after.isEmpty()
        ? MISSING
        : "%s / %s MB"
            .formatted(decimal(before.get().median(), 1), decimal(after.get().median(), 1));
  }

  private void starts() {
    for (int routers : List.of(1, 250, 1_000, 4_000)) {
      row(
          routers + " routers, start to all addresses up (the protocol's bound: 3.61 s)",
          ScaleSection.allUp(routers),
          median(2, "s"),
          routers == 1_000 ? Bar.sooner(4) : Bar.NONE);
    }
    for (int routers : List.of(250, 1_000, 4_000)) {
      row(
          routers + " routers, first address to the last",
          ScaleSection.spread(routers),
          median(2, "s"),
          Bar.NONE);
    }
  }

  private void costs() {
    for (int routers : List.of(250, 1_000, 4_000)) {
      String figure = ScaleSection.cost(routers);
      String label = "processor time of 1,000 advertisements, " + routers + " routers";
      if (findings.numbers(figure, Contender.JVRRPD_WITHOUT_LEASES).isPresent()) {
        row(
            Contender.JVRRPD_WITHOUT_LEASES,
            label + ", without leases",
            figure,
            median(1, "ms"),
            Bar.times(1.5, "median", Numbers::median));
      }
      row(label, figure, median(1, "ms"), Bar.NONE);
    }
  }

  private void memory() {
    for (int routers : List.of(1, 10, 250, 1_000, 4_000)) {
      Bar bar =
          switch (routers) {
            case 10 -> Bar.atMost(80, "MB");
            case 4_000 -> Bar.atMost(128, "MB");
            default -> Bar.NONE;
          };
      row(
          "resident memory (RSS), " + routers + " routers",
          ScaleSection.memory(routers),
          median(1, "MB"),
          bar);
      row("- of it its share (PSS)", ScaleSection.proportional(routers), median(1, "MB"), Bar.NONE);
    }
  }

  private static Function<Numbers, String> median(int decimals, String unit) {
    return numbers -> decimal(numbers.median(), decimals) + " " + unit;
  }

  private void row(String label, String figure, Function<Numbers, String> words, Bar bar) {
    row(Contender.JVRRPD, label, figure, words, bar);
  }

  private void row(
      Contender contender, String label, String figure, Function<Numbers, String> words, Bar bar) {
    Optional<Numbers> ours = findings.numbers(figure, contender);
    Optional<Numbers> theirs = findings.numbers(figure, Contender.KEEPALIVED);
    if (ours.isPresent() || theirs.isPresent()) {
      line(
          label,
          ours.map(words).orElse(MISSING),
          theirs.map(words).orElse(MISSING),
          bar.words(),
          bar.verdict(ours, theirs));
    }
  }

  private void line(String label, String ours, String theirs, String bar, String verdict) {
    text.append("| %s | %s | %s | %s | %s |\n".formatted(label, ours, theirs, bar, verdict));
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
