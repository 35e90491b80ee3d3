package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps an interface's other addresses when the first one of their subnet goes. With {@code
 * net.ipv4.conf.IF.promote_secondaries} at 0 the kernel removes them along with it (ip-sysctl in
 * the kernel's documentation), and one of them may be the host's own.
 *
 * <p>Remembers which interfaces it changed and puts only those back. Confined to one thread. Writes
 * to /proc/sys of the calling thread's network namespace; that needs CAP_NET_ADMIN, or root.
 */
public final class PromoteSecondaries implements AutoCloseable {
  private static final Path IPV4_CONF = Path.of("/proc/sys/net/ipv4/conf");

  private static final int MAX_BYTES = 16;

  private final Set<String> changed = new LinkedHashSet<>();

  /**
   * Sets the interface's value to 1 if it is 0. To be called again for an interface that was
   * re-created.
   *
   * @throws IOException NoSuchFileException if there is no such interface, AccessDeniedException
   *     without permission
   * @throws IllegalArgumentException if this cannot be an interface's name
   */
  public void enable(String interfaceName) throws IOException {
    Path file = file(interfaceName);
    if (read(file).equals("0")) {
      Files.writeString(file, "1\n");
      changed.add(interfaceName);
    }
  }

  private static String read(Path file) throws IOException {
    // The kernel answers the first read with all there is and any further one with nothing, and
    // Files.readString begins with one byte.
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).trim();
    }
  }

  private static Path file(String interfaceName) {
    // What dev_valid_name() of the kernel's net/core/dev.c refuses would lead out of the folder.
    if (interfaceName.isEmpty()
        || interfaceName.equals(".")
        || interfaceName.equals("..")
        || interfaceName.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not an interface's name: " + interfaceName);
    }
    return IPV4_CONF.resolve(interfaceName).resolve("promote_secondaries");
  }

  /**
   * Puts back every value that was changed, unless somebody changed it since or the interface is
   * gone.
   *
   * @throws IOException the first failure; the others are attempted nevertheless
   */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (String interfaceName : changed) {
      Path file = file(interfaceName);
      try {
        if (read(file).equals("1")) {
          Files.writeString(file, "0\n");
        }
      } catch (NoSuchFileException _) {
        // Its setting went with it.
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    changed.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
