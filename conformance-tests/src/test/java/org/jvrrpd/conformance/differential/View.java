package org.jvrrpd.conformance.differential;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jvrrpd.lab.Host;

/**
 * What a host shows from outside.
 *
 * @param addresses those of all interfaces, with prefix length, interface, label and scope
 * @param routes those that no kernel made
 * @param rules those that were not there from the start
 * @param hooks the arguments of every hook so far, sorted: keepalived starts those of one change
 *     together, so that their order is anybody's guess
 */
record View(List<String> addresses, List<String> routes, List<String> rules, List<String> hooks) {
  /** Leases, what is only shown of some, and whose addresses they are: not what is compared. */
  private static final Pattern UNLIKE =
      Pattern.compile(
          "\\\\.*| (dynamic|noprefixroute|nodad|deprecated)\\b| metric \\d+| proto \\S+|^\\d+: ");

  static View of(Host host, List<String> hooks) throws IOException {
    return new View(
        lines(host, "-o", "addr")
            .filter(each -> !each.contains(" lo ") && !each.contains("scope link"))
            .toList(),
        Stream.concat(
                lines(host, "-4", "route", "show", "table", "all"),
                lines(host, "-6", "route", "show", "table", "all"))
            .filter(each -> !each.contains("table local") && !each.contains("proto kernel"))
            .map(View::alike)
            .sorted()
            .toList(),
        lines(host, "rule").filter(each -> !each.matches(".*(local|main|default)$")).toList(),
        hooks.stream().sorted().toList());
  }

  private static Stream<String> lines(Host host, String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    boolean routes = List.of(words).contains("route");
    return host.look(command)
        .lines()
        .map(each -> routes ? each : alike(each))
        .filter(each -> !each.isBlank())
        .sorted();
  }

  private static String alike(String line) {
    return UNLIKE.matcher(line).replaceAll("").replaceAll(" +", " ").strip();
  }
}
