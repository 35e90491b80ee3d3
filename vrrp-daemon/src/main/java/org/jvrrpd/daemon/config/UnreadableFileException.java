package org.jvrrpd.daemon.config;

/** A file of which nothing can be made: not there, not text, or not YAML. */
public final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position at;

  /**
   * Describes the failure.
   *
   * @param at where reading ended
   * @param message a sentence without anything that the file holds, since that may be a password
   */
  UnreadableFileException(Position at, String message) {
    super(message, null, false, false);
    this.at = at;
  }

  /** Where reading ended. */
  public Position at() {
    return at;
  }

  /** The sentence that was given to the constructor. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
