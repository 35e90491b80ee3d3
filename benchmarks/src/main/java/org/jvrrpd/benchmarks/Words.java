package org.jvrrpd.benchmarks;

import java.util.Iterator;
import java.util.List;

/** The words of a command line, read from left to right. */
public final class Words {
  private final Iterator<String> rest;

  /** All of them are still to be read. */
  public Words(String... words) {
    rest = List.of(words).iterator();
  }

  /** Whether there is another. */
  public boolean hasNext() {
    return rest.hasNext();
  }

  /** The next one. */
  public String next() {
    return rest.next();
  }

  /**
   * What stands behind an option that has just been read.
   *
   * @throws IllegalArgumentException in words, if nothing does
   */
  public String argument(String option) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  /**
   * The number behind an option that has just been read, 1 to {@code most}.
   *
   * @throws IllegalArgumentException in words, for anything else
   */
  public int number(String option, int most) {
    String text = argument(option);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(option + " takes a number from 1 to " + most);
  }
}
