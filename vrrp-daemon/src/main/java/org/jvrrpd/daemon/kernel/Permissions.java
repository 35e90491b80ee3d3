package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.List;
import org.jvrrpd.daemon.jna.Capabilities;

/** What the daemon must be allowed to do. */
public final class Permissions {
  private Permissions() {}

  /**
   * The capabilities that this process needs in its user namespace and lacks, for example {@code
   * CAP_NET_ADMIN} (capabilities(7)); empty when it can run.
   *
   * @throws IOException if /proc/self/status cannot be read or names no capabilities
   */
  public static List<String> missing() throws IOException {
    return Capabilities.ofThisProcess().missing();
  }
}
