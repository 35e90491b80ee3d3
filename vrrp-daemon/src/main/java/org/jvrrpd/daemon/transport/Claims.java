package org.jvrrpd.daemon.transport;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.daemon.jna.AbstractName;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.jna.UserAccount;

/**
 * Which virtual routers this process speaks for. Another jvrrpd in the same network namespace
 * cannot have the same one: two on one host would both be MASTER, as neither hears the other. One
 * thread at a time.
 */
public final class Claims implements AutoCloseable {
  private static final int ROOT = 0;

  private final Map<String, AbstractName> held = new LinkedHashMap<>();

  /**
   * Makes the claims exactly these. What is missing is taken before anything is given up.
   *
   * @param routers each as a neighbour would tell it apart, for example {@code VRID 51 on eth0}; at
   *     most 90 bytes
   * @throws IOException if another process has one of them; then nothing has changed
   */
  public void change(Set<String> routers) throws IOException {
    Map<String, AbstractName> taken = new LinkedHashMap<>();
    try {
      for (String router : routers) {
        if (!held.containsKey(router)) {
          taken.put(router, take(router));
        }
      }
    } catch (IOException e) {
      taken.values().forEach(AbstractName::close);
      throw e;
    }
    held.entrySet().stream()
        .filter(each -> !routers.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .forEach(AbstractName::close);
    held.keySet().retainAll(routers);
    held.putAll(taken);
  }

  private static AbstractName take(String router) throws IOException {
    String name = "jvrrpd, " + router;
    try {
      return AbstractName.take(name);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.EADDRINUSE) {
        throw e;
      }
      // Somebody else's process that has the name is no jvrrpd, and must not keep us from starting.
      OptionalInt owner = AbstractName.ownerOf(name);
      if (owner.isPresent()
          && owner.getAsInt() != ROOT
          && owner.getAsInt() != UserAccount.ownUid()) {
        return AbstractName.take(name + ", besides user " + owner.getAsInt());
      }
      throw new IOException("another jvrrpd on this host speaks " + router + "; stop it first", e);
    }
  }

  /** Gives all of them up. */
  @Override
  public void close() {
    held.values().forEach(AbstractName::close);
    held.clear();
  }
}
