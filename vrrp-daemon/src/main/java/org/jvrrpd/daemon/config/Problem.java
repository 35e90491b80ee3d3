package org.jvrrpd.daemon.config;

import java.nio.file.Path;

/**
 * One thing that is wrong with a configuration file. Never holds a password; a refused value is
 * shown as the file writes it and not as its variables make it.
 *
 * @param severity whether the file can still be used
 * @param file the file as its reader was given it
 * @param line counted from 1
 * @param column in code points, counted from 1
 * @param key the key's path, for example {@code network.vip.netmask}; empty where the problem is
 *     that of the whole file
 * @param message a sentence that says what is wrong and, where it is not obvious, what to do
 */
public record Problem(
    Severity severity, Path file, int line, int column, String key, String message) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if line or column is below 1
   */
  public Problem {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1");
    }
  }

  /** The same, as grave as this. */
  public Problem as(Severity other) {
    return new Problem(other, file, line, column, key, message);
  }

  /** The line that a user sees: {@code FILE:LINE:COLUMN: error: KEY: MESSAGE}. */
  @Override
  public String toString() {
    String subject = key.isEmpty() ? "" : key + ": ";
    return file + ":" + line + ":" + column + ": " + severity + ": " + subject + message;
  }
}
