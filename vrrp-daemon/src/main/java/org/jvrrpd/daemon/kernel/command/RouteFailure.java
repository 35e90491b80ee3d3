package org.jvrrpd.daemon.kernel.command;

/**
 * A line that could not be carried out.
 *
 * @param line the route or rule
 * @param reason what ip(8) says about it, on one line, or why it did not run
 */
public record RouteFailure(RouteLine line, String reason) {
  /** For a log line. */
  @Override
  public String toString() {
    return line + ": " + reason;
  }
}
