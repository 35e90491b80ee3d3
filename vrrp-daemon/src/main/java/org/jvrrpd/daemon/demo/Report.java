package org.jvrrpd.daemon.demo;

import java.util.List;

/**
 * The result of a step.
 *
 * @param figures what was measured, in the order in which it happened
 * @param verdict what is to be said of it
 */
record Report(List<Figure> figures, Verdict verdict) {
  Report {
    figures = List.copyOf(figures);
  }
}
