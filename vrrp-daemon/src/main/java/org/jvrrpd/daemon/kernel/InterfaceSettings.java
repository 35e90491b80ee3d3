package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes settings of interfaces, remembers what they were, and puts back only what it has changed.
 *
 * <p>Confined to one thread. Reads and writes /proc/sys of the calling thread's network namespace;
 * writing needs CAP_NET_ADMIN, or root.
 */
final class InterfaceSettings implements AutoCloseable {
  private static final Path NET = Path.of("/proc/sys/net");

  private static final int MAX_BYTES = 16;

  private final Map<Place, Change> changes = new LinkedHashMap<>();

  private record Place(String interfaceName, InterfaceSetting setting) {}

  private record Change(String before, String after) {}

  /** Whether the kernel has this family. */
  static boolean exist(String family) {
    return Files.exists(NET.resolve(family));
  }

  /**
   * The interface's value, without the line feed. For {@code all} it is that of all interfaces.
   *
   * @throws IOException NoSuchFileException if there is no such interface or setting
   * @throws IllegalArgumentException if this cannot be an interface's name
   */
  static String get(String interfaceName, InterfaceSetting setting) throws IOException {
    // The kernel answers the first read with all there is and any further one with nothing, and
    // Files.readString begins with one byte.
    try (InputStream in = Files.newInputStream(file(interfaceName, setting))) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).trim();
    }
  }

  /**
   * Gives the setting this value if it has another. To be called again for an interface that was
   * re-created.
   *
   * @throws IOException NoSuchFileException if there is no such interface or setting,
   *     AccessDeniedException without permission
   * @throws IllegalArgumentException if this cannot be an interface's name
   */
  void set(String interfaceName, InterfaceSetting setting, String value) throws IOException {
    String before = get(interfaceName, setting);
    if (!before.equals(value)) {
      Files.writeString(file(interfaceName, setting), value + "\n");
      changes.put(new Place(interfaceName, setting), new Change(before, value));
    }
  }

  private static Path file(String interfaceName, InterfaceSetting setting) {
    // What dev_valid_name() of the kernel's net/core/dev.c refuses would lead out of the folder.
    if (interfaceName.isEmpty()
        || interfaceName.equals(".")
        || interfaceName.equals("..")
        || interfaceName.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not an interface's name: " + interfaceName);
    }
    return NET.resolve(setting.family())
        .resolve("conf")
        .resolve(interfaceName)
        .resolve(setting.name());
  }

  /**
   * Puts back what was changed of this interface, unless somebody changed it since or the interface
   * is gone.
   *
   * @throws IOException the first failure; the others are attempted nevertheless
   */
  void restore(String interfaceName) throws IOException {
    restore(
        changes.keySet().stream()
            .filter(place -> place.interfaceName.equals(interfaceName))
            .toList());
  }

  /** As {@link #restore}, of all interfaces. */
  @Override
  public void close() throws IOException {
    restore(List.copyOf(changes.keySet()));
  }

  private void restore(List<Place> places) throws IOException {
    IOException failure = null;
    for (Place place : places) {
      Change change = changes.remove(place);
      try {
        if (change != null && get(place.interfaceName, place.setting).equals(change.after)) {
          Files.writeString(file(place.interfaceName, place.setting), change.before + "\n");
        }
      } catch (NoSuchFileException _) {
        // Its setting went with it.
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
