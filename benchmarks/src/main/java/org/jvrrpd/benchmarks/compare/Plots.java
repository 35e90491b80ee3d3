package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plots of the page, as SVG files. */
final class Plots {
  private Plots() {}

  /** Writes those for which there are numbers. */
  static void write(Path directory, Findings findings) throws IOException {
    for (boolean loaded : List.of(false, true)) {
      String figure = IntervalSection.figure(Duration.ofMillis(10), loaded);
      List<Plot.Line> lines = new ArrayList<>();
      for (Contender each :
          List.of(Contender.JVRRPD, Contender.KEEPALIVED, Contender.KEEPALIVED_IN_REAL_TIME)) {
        findings
            .numbers(figure, each)
            .ifPresent(numbers -> lines.add(new Plot.Line(each.label(), distribution(numbers))));
      }
      write(
          directory.resolve("interval-" + (loaded ? "loaded" : "idle") + ".svg"),
          new Plot(
              "Interval error at 10 ms, " + (loaded ? "every core busy" : "idle machine"),
              "share of intervals that are no worse (%)",
              "ms, logarithmic",
              lines));
    }
    List<Plot.Line> takeOvers = new ArrayList<>();
    for (Contender each : List.of(Contender.JVRRPD, Contender.KEEPALIVED)) {
      for (String figure : List.of(TakeOverSection.FIRST_KILL, TakeOverSection.LATER_KILL)) {
        findings
            .numbers(figure, each)
            .ifPresent(
                numbers ->
                    takeOvers.add(
                        new Plot.Line(
                            each.label() + figure.substring(figure.lastIndexOf(',')),
                            distribution(numbers))));
      }
    }
    write(
        directory.resolve("take-over.svg"),
        new Plot(
            "Take-overs after kill -9, beyond the down interval",
            "share of take-overs that are no later (%)",
            "ms, logarithmic",
            takeOvers));
    List<Plot.Line> scale = new ArrayList<>();
    for (Contender each : List.of(Contender.JVRRPD, Contender.KEEPALIVED)) {
      List<Plot.Point> points = new ArrayList<>();
      for (int routers : List.of(1, 250, 1_000, 4_000)) {
        Optional<Numbers> numbers = findings.numbers(ScaleSection.allUp(routers), each);
        numbers.ifPresent(found -> points.add(new Plot.Point(routers, found.median())));
      }
      if (!points.isEmpty()) {
        scale.add(new Plot.Line(each.label(), points));
      }
    }
    write(
        directory.resolve("scale.svg"),
        new Plot(
            "From the start of the process to all addresses up",
            "virtual routers",
            "s, logarithmic",
            scale));
  }

  private static void write(Path file, Plot plot) throws IOException {
    if (!plot.lines().isEmpty()) {
      Files.writeString(file, plot.svg());
    }
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
