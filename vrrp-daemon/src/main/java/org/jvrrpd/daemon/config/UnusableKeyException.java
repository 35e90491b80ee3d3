package org.jvrrpd.daemon.config;

/** A key that cannot be used, with a sentence that says why and shows nothing of it. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Describes what is wrong.
   *
   * @param why a sentence without anything of the key
   */
  public UnusableKeyException(String why) {
    super(why);
  }

  /** Why, in words that can be shown. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
