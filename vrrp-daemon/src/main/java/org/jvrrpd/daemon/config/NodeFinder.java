package org.jvrrpd.daemon.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.ControllersReader.Controllers;
import org.jvrrpd.daemon.config.ControllersReader.Listed;

/**
 * Finds the controller that is this host: by {@code --node}, else by an address that the host has,
 * else by the host's name.
 */
final class NodeFinder {
  private final Optional<String> nodeName;
  private final LocalHost host;
  private final Problems problems;

  NodeFinder(Optional<String> nodeName, LocalHost host, Problems problems) {
    this.nodeName = nodeName;
    this.host = host;
    this.problems = problems;
  }

  /**
   * The one controller that is this host and takes part; a problem is reported if there is none.
   */
  Optional<Listed> find(Controllers controllers) {
    List<Listed> matches = matches(controllers.listed());
    if (matches.size() > 1) {
      // Two with one address are reported as that, and no --node would help.
      if (matches.stream().map(each -> each.controller().address()).distinct().count() > 1) {
        problems.error(
            controllers.place(),
            "more than one controller is this host: "
                + names(matches)
                + "; say which with --node NAME");
      }
      return Optional.empty();
    }
    if (matches.isEmpty()) {
      // A controller that could not be read may be the one: its own problem is the one to mend.
      if (controllers.complete()) {
        problems.error(
            controllers.place(), whyNone() + "; the file has " + names(controllers.listed()));
      }
      return Optional.empty();
    }
    Listed found = matches.getFirst();
    if (!found.controller().takesPart()) {
      problems.error(
          found.section().section("services").map(Section::place).orElse(found.section().place()),
          "keepalived is not true for this node, "
              + found.controller()
              + ", so it takes no part in the election; it is true for "
              + names(controllers.voters()));
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private List<Listed> matches(List<Listed> listed) {
    if (nodeName.isPresent()) {
      String name = nodeName.orElseThrow();
      Optional<IpAddress> address = IpAddress.parse(name);
      return listed.stream()
          .filter(
              each ->
                  isSameHost(each.controller().hostname(), name)
                      || address.filter(each.controller().address()::equals).isPresent())
          .toList();
    }
    List<Listed> byAddress =
        listed.stream()
            .filter(each -> host.addresses().contains(each.controller().address()))
            .toList();
    return byAddress.isEmpty()
        ? listed.stream()
            .filter(each -> isSameHost(each.controller().hostname(), host.hostname()))
            .toList()
        : byAddress;
  }

  /** Whether two names agree as far as both go: {@code server1} is {@code server1.example.com}. */
  private static boolean isSameHost(String one, String other) {
    String shorter = (one.length() <= other.length() ? one : other).toLowerCase(Locale.ROOT);
    String longer = (one.length() <= other.length() ? other : one).toLowerCase(Locale.ROOT);
    boolean extended = shorter.indexOf('.') < 0 && longer.startsWith(shorter + ".");
    return !shorter.isEmpty() && (shorter.equals(longer) || extended);
  }

  private String whyNone() {
    return nodeName
        .map(name -> "no controller is named " + Text.shorten(name) + ", as --node says")
        .orElseGet(
            () ->
                "no controller is this host: no ip_address is on one of its interfaces, and no"
                    + " hostname is "
                    + Text.shorten(host.hostname())
                    + "; correct one of them, or use --node NAME");
  }

  private static String names(List<Listed> listed) {
    return listed.isEmpty()
        ? "none"
        : listed.stream()
            .map(each -> each.controller().toString())
            .collect(Collectors.joining(", "));
  }
}
