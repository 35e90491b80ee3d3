package org.jvrrpd.daemon.config.statement;

import java.nio.file.Path;

/**
 * A place in one of the files of a configuration.
 *
 * @param file as it was named, or as the file that includes it names it
 * @param line counted from 1
 * @param column in code points, counted from 1
 */
public record Location(Path file, int line, int column) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if line or column is below 1
   */
  public Location {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1");
    }
  }

  /** Where a file begins, and where a problem of the whole file is reported. */
  public static Location startOf(Path file) {
    return new Location(file, 1, 1);
  }

  /** {@code FILE:LINE:COLUMN}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
