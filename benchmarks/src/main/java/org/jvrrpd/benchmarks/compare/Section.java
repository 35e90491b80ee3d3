package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/** Figures that are measured together. All their names begin with the section's. */
interface Section {
  /** A word. */
  String name();

  /** Who is measured, in the order of their turns. */
  List<Contender> contenders();

  /** How many turns each contender has, at least 1. */
  int turns();

  /**
   * One turn of one contender.
   *
   * @param turn from 1
   * @throws IOException if it does not come to its end; what was added before counts
   */
  void measure(Contender contender, int turn, Workplace workplace) throws IOException;
}
