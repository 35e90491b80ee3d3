package org.jvrrpd.daemon.notify;

import java.io.IOException;

/** A mail was not sent; the message says why, in words. */
final class MailFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean worthRepeating;

  MailFailure(String message, boolean worthRepeating, Throwable cause) {
    super(message, cause);
    this.worthRepeating = worthRepeating;
  }

  /** Whether it may work later: nobody has refused it for good. */
  boolean isWorthRepeating() {
    return worthRepeating;
  }
}
