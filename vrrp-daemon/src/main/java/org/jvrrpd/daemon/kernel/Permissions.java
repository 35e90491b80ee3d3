package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.List;
import org.jvrrpd.daemon.jna.Capabilities;

/** What the daemon must be allowed to do. */
public final class Permissions {
  private Permissions() {}

  /** The capabilities that this process lacks, by name; none when it can run. */
  public static List<String> missing() throws IOException {
    return Capabilities.ofThisProcess().missing();
  }
}
