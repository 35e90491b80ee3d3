package org.jvrrpd.daemon.runtime;

import java.util.Objects;

/** The version of the program, as its jar's manifest says. */
public final class Version {
  private Version() {}

  /** For example {@code 0.1.0}; {@code unknown} where the classes do not come from a jar. */
  public static String number() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unknown");
  }
}
