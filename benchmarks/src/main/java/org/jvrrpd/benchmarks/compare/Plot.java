package org.jvrrpd.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * Lines over a linear axis, with a logarithmic one for their values; drawn as SVG that needs
 * nothing else.
 *
 * @param title above
 * @param across what the horizontal axis says
 * @param up what the vertical axis says
 * @param lines what is drawn; values of 0 and less at the bottom
 */
record Plot(String title, String across, String up, List<Line> lines) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS = List.of("#0b6e4f", "#c1440e", "#3a5fcd", "#8a6d00");
  private static final double LEAST = 0.01;

  /** A point of a line. */
  record Point(double x, double y) {}

  /**
   * A line.
   *
   * @param label what the legend calls it
   * @param points from left to right, at least one
   */
  record Line(String label, List<Point> points) {}

  String svg() {
    double mostX =
        lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::x).max().orElse(1);
    double mostY =
        lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::y).max().orElse(1);
    int leastDecade = (int) Math.floor(Math.log10(leastY()));
    int mostDecade = Math.max(leastDecade + 1, (int) Math.ceil(Math.log10(Math.max(mostY, LEAST))));
    StringBuilder text = new StringBuilder();
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="%d" height="%d" fill="#ffffff"/>
        <text x="%d" y="20" font-size="15">%s</text>
        <text x="%d" y="%d" text-anchor="middle">%s</text>
        <text x="16" y="%d" transform="rotate(-90 16 %d)" text-anchor="middle">%s</text>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                LEFT,
                title,
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 12,
                across,
                HEIGHT / 2,
                HEIGHT / 2,
                up));
    for (int decade = leastDecade; decade <= mostDecade; decade++) {
      double y = y(Math.pow(10, decade), leastDecade, mostDecade);
      text.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT,
              y,
              WIDTH - RIGHT,
              LEFT - 6,
              y + 4,
              number(Math.pow(10, decade))));
    }
    for (int part = 0; part <= 4; part++) {
      double x = mostX * part / 4;
      text.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              x(x, mostX),
              HEIGHT - BOTTOM + 16,
              number(x)));
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(text, i, mostX, leastDecade, mostDecade);
    }
    return text.append("</svg>\n").toString();
  }

  private double leastY() {
    return Math.max(
        LEAST,
        lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::y).min().orElse(LEAST));
  }

  private void draw(StringBuilder text, int index, double mostX, int leastDecade, int mostDecade) {
    Line line = lines.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    StringBuilder path = new StringBuilder();
    for (Point each : line.points()) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(
              String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  x(each.x(), mostX),
                  y(each.y(), leastDecade, mostDecade)));
    }
    text.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
            .formatted(path, colour));
    for (Point each : line.points().size() <= 10 ? line.points() : List.<Point>of()) {
      text.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
              x(each.x(), mostX),
              y(each.y(), leastDecade, mostDecade),
              colour));
    }
    int y = TOP + 14 + 18 * index;
    text.append(
        "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n"
            .formatted(LEFT + 12, y - 10, colour, LEFT + 30, y, line.label()));
  }

  private static double x(double value, double most) {
    return LEFT + (WIDTH - LEFT - RIGHT) * value / most;
  }

  private static double y(double value, int leastDecade, int mostDecade) {
    double share =
        (Math.log10(Math.max(value, Math.pow(10, leastDecade))) - leastDecade)
            / (mostDecade - leastDecade);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private static String number(double value) {
    return value >= 1 || value == 0
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
