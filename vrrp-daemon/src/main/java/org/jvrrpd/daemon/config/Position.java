package org.jvrrpd.daemon.config;

/** A place in a file: line and column count from 1, columns in code points. */
public record Position(int line, int column) {
  /** Where a file begins, and where a problem of the whole file is reported. */
  public static final Position START = new Position(1, 1);
}
