package org.jvrrpd.daemon.config;

import java.util.List;

/** A cluster file that is in order but for one key. */
final class SampleFile {
  private SampleFile() {}

  /** The file in which this key of this section has this value, as YAML writes it. */
  static String with(String place, String key, String value) {
    String entry = key + ": " + value + "\n";
    return section("network.vip", place, key, entry, "network:\n  vip:\n", 4, vip(key, value))
        + section(
            "nodes.controllers[]",
            place,
            key,
            entry,
            "nodes:\n  controllers:\n    -\n",
            6,
            controller(place, key, entry))
        + "high_availability:\n  keepalived:\n"
        + keepalived(place, key, entry);
  }

  private static String section(
      String own,
      String place,
      String key,
      String entry,
      String head,
      int indent,
      List<String> rest) {
    StringBuilder text = new StringBuilder(head);
    rest.stream()
        .filter(line -> !own.equals(place) || !line.startsWith(key + ":"))
        .forEach(line -> text.append(" ".repeat(indent)).append(line).append('\n'));
    if (own.equals(place)) {
      text.append(" ".repeat(indent)).append(entry);
    }
    return text.toString();
  }

  private static List<String> vip(String key, String value) {
    boolean third = key.contains("checksum") || (key.equals("advert_int") && value.equals("0.01"));
    return third ? List.of("address: 192.0.2.100", "version: 3") : List.of("address: 192.0.2.100");
  }

  private static List<String> controller(String place, String key, String entry) {
    boolean service = place.equals("nodes.controllers[].services");
    String services =
        service
            ? "services: {"
                + (key.equals("keepalived") ? "" : "keepalived: true, ")
                + entry.strip()
                + "}"
            : "services: {keepalived: true}";
    String address = key.equals("ip") ? "priority: 100" : "ip_address: 192.0.2.1";
    return List.of("hostname: server1", address, services);
  }

  private static String keepalived(String place, String key, String entry) {
    return switch (place) {
      case "high_availability.keepalived" -> "    " + entry;
      case "high_availability.keepalived.health_check" -> "    health_check:\n      " + entry;
      case "high_availability.keepalived.checks[]" -> "    checks:\n" + check(key, entry);
      case "high_availability.keepalived.notifications" -> "    notifications:\n      " + entry;
      case "high_availability.keepalived.notifications.webhook" ->
          "    notifications:\n      webhook:\n        "
              + (key.equals("url") ? "" : "url: http://192.0.2.9/\n        ")
              + entry;
      default -> "    enabled: true\n";
    };
  }

  private static String check(String key, String entry) {
    boolean looks = List.of("tcp", "http", "process", "file", "unit", "script").contains(key);
    return "      - "
        + (key.equals("name") ? "" : "name: db\n        ")
        + (looks ? "" : "file: /srv/there\n        ")
        + entry;
  }
}
