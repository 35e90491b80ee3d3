package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plots of the page, as SVG files. */
final class Plots {
  private Plots() {}

  /** Writes those for which there are numbers. */
  static void write(Path directory, Findings findings) throws IOException {
    for (Map.Entry<String, Plot> each : all(findings).entrySet()) {
      Files.writeString(directory.resolve(each.getKey() + ".svg"), each.getValue().svg());
    }
  }

  /** Markdown that shows those for which there are numbers. */
  static String links(String directory, Findings findings) {
    StringBuilder text = new StringBuilder();
    all(findings)
        .forEach(
            (name, plot) ->
                text.append("![%s](%s/%s.svg)\n\n".formatted(plot.title(), directory, name)));
    return text.toString();
  }

  /** By name, without those that would be empty. */
  private static Map<String, Plot> all(Findings findings) {
    Map<String, Plot> plots = new LinkedHashMap<>();
    plots.put("interval-idle", intervals(findings, false));
    plots.put("interval-loaded", intervals(findings, true));
    plots.put(
        "take-over-kill",
        takeOvers(
            findings,
            "Take-overs after kill -9, beyond the down interval",
            List.of(TakeOverSection.FIRST_KILL, TakeOverSection.LATER_KILL)));
    plots.put(
        "take-over-stop",
        takeOvers(
            findings,
            "Take-overs after SIGTERM, beyond the skew time",
            List.of(TakeOverSection.FIRST_STOP, TakeOverSection.LATER_STOP)));
    plots.put("scale", scale(findings));
    plots.values().removeIf(each -> each.lines().isEmpty());
    return plots;
  }

  private static Plot intervals(Findings findings, boolean loaded) {
    String figure = IntervalSection.figure(Duration.ofMillis(10), loaded);
    List<Plot.Line> lines = new ArrayList<>();
    for (Contender each :
        List.of(Contender.JVRRPD, Contender.KEEPALIVED, Contender.KEEPALIVED_IN_REAL_TIME)) {
      findings
          .numbers(figure, each)
          .ifPresent(numbers -> lines.add(new Plot.Line(each.label(), distribution(numbers))));
    }
    return new Plot(
        "Interval error at 10 ms, " + (loaded ? "every core busy" : "idle machine"),
        "share of intervals that are no worse (%)",
        "ms, logarithmic",
        lines);
  }

  private static Plot takeOvers(Findings findings, String title, List<String> figures) {
    List<Plot.Line> lines = new ArrayList<>();
    for (Contender each : List.of(Contender.JVRRPD, Contender.KEEPALIVED)) {
      for (String figure : figures) {
        String which = figure.substring(figure.lastIndexOf(','));
        findings
            .numbers(figure, each)
            .ifPresent(
                numbers -> lines.add(new Plot.Line(each.label() + which, distribution(numbers))));
      }
    }
    return new Plot(title, "share of take-overs that are no later (%)", "ms, logarithmic", lines);
  }

  private static Plot scale(Findings findings) {
    List<Plot.Line> lines = new ArrayList<>();
    for (Contender each : List.of(Contender.JVRRPD, Contender.KEEPALIVED)) {
      List<Plot.Point> points = new ArrayList<>();
      for (int routers : List.of(1, 250, 1_000, 4_000)) {
        findings
            .numbers(ScaleSection.allUp(routers), each)
            .ifPresent(found -> points.add(new Plot.Point(routers, found.median())));
      }
      if (!points.isEmpty()) {
        lines.add(new Plot.Line(each.label(), points));
      }
    }
    return new Plot(
        "From the start of the process to all addresses up",
        "virtual routers",
        "s, logarithmic",
        lines);
  }

  /** The inverse of the cumulative distribution, at each percent. */
  private static List<Plot.Point> distribution(Numbers numbers) {
    List<Plot.Point> points = new ArrayList<>();
    for (int percent = 1; percent <= 100; percent++) {
      points.add(new Plot.Point(percent, numbers.percentile(percent)));
    }
    return points;
  }
}
