package org.jvrrpd.daemon.kernel;

import java.io.IOException;

/**
 * Keeps an interface's other addresses when the first one of their subnet goes. With {@code
 * net.ipv4.conf.IF.promote_secondaries} at 0 the kernel removes them along with it (ip-sysctl in
 * the kernel's documentation), and one of them may be the host's own.
 *
 * <p>Remembers which interfaces it changed and puts only those back. Confined to one thread. Writes
 * to /proc/sys of the calling thread's network namespace; that needs CAP_NET_ADMIN, or root.
 */
public final class PromoteSecondaries implements AutoCloseable {
  private static final InterfaceSetting SETTING = InterfaceSetting.ipv4("promote_secondaries");

  private final InterfaceSettings settings = new InterfaceSettings();

  /**
   * Sets the interface's value to 1 if it is 0. To be called again for an interface that was
   * re-created.
   *
   * @throws IOException NoSuchFileException if there is no such interface, AccessDeniedException
   *     without permission
   * @throws IllegalArgumentException if this cannot be an interface's name
   */
  public void enable(String interfaceName) throws IOException {
    if (InterfaceSettings.get(interfaceName, SETTING).equals("0")) {
      settings.set(interfaceName, SETTING, "1");
    }
  }

  /**
   * Puts back every value that was changed, unless somebody changed it since or the interface is
   * gone.
   *
   * @throws IOException the first failure; the others are attempted nevertheless
   */
  @Override
  public void close() throws IOException {
    settings.close();
  }
}
