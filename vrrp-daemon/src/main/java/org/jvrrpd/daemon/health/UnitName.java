package org.jvrrpd.daemon.health;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** How systemd writes the names of units. */
final class UnitName {
  /** systemd.unit(5). */
  private static final Set<String> TYPES =
      Set.of(
          "service",
          "socket",
          "device",
          "mount",
          "automount",
          "swap",
          "target",
          "path",
          "timer",
          "slice",
          "scope");

  private UnitName() {}

  /** The name as systemctl(1) completes it: {@code redis} is {@code redis.service}. */
  static String complete(String name) {
    return TYPES.contains(name.substring(name.lastIndexOf('.') + 1)) ? name : name + ".service";
  }

  /**
   * The unit's object on the bus: in its last element every byte that is no letter and no digit,
   * and a digit in front, is {@code _} and two hexadecimal digits (bus_label_escape of systemd).
   */
  static String path(String name) {
    StringBuilder path = new StringBuilder("/org/freedesktop/systemd1/unit/");
    boolean first = true;
    for (byte each : complete(name).getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
      boolean digit = each >= '0' && each <= '9';
      if (letter || (digit && !first)) {
        path.append((char) each);
      } else {
        path.append("_%02x".formatted(each));
      }
      first = false;
    }
    return path.toString();
  }
}
