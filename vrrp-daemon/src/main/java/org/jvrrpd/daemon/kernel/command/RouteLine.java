package org.jvrrpd.daemon.kernel.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * A route in the words of ip-route(8), or a rule in those of ip-rule(8), without the command.
 *
 * @param kind what it is
 * @param family the family of its addresses
 * @param words at least one; none is empty or has a blank, a quote, a backslash or a {@code #},
 *     which mean something to {@code ip -batch}
 */
public record RouteLine(Kind kind, AddressFamily family, List<String> words) {
  /** What a line is. */
  public enum Kind {
    ROUTE("route"),
    RULE("rule");

    private final String object;

    Kind(String object) {
      this.object = object;
    }
  }

  /**
   * Our mark: RTPROT_KEEPALIVED of linux/rtnetlink.h, which is for VRRP daemons, as a number, since
   * a file of iproute2's has its name.
   */
  public static final int PROTOCOL = 18;

  static final String MARK = String.valueOf(PROTOCOL);

  /** Of a rule that names none: well before the main table's, which is 32766. */
  static final String DEFAULT_PREFERENCE = "16384";

  private static final Set<String> PREFERENCE = Set.of("preference", "pref", "order", "priority");

  /**
   * Checks and copies the words.
   *
   * @throws IllegalArgumentException if one cannot be passed on
   */
  public RouteLine {
    words = List.copyOf(words);
    if (words.isEmpty() || !words.stream().allMatch(RouteLine::isPlain)) {
      throw new IllegalArgumentException("not words for ip: " + words);
    }
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && c != 0x7f && !isSpecial(c));
  }

  private static boolean isSpecial(int c) {
    return "\"'\\#".indexOf(c) >= 0;
  }

  /** Whether it has our mark, and not that of a protocol which it names itself. */
  public boolean isMarked() {
    return words.stream().noneMatch(word -> word.equals("proto") || word.equals("protocol"));
  }

  /**
   * The command that puts it in place. A route comes before another one to the same destination,
   * which stays (NLM_F_CREATE alone): {@code replace} would take away what somebody else has put
   * there, and our end would leave nothing.
   */
  String addition() {
    return command(kind == Kind.ROUTE ? "prepend" : "add");
  }

  /** The command that takes it away. */
  String removal() {
    return command("del");
  }

  private String command(String verb) {
    List<String> command = new ArrayList<>(List.of(kind.object, verb));
    // Before the other words: a route's nexthops come last.
    if (isMarked()) {
      command.addAll(List.of("protocol", MARK));
    }
    // The kernel would choose another one each time, and so could not tell that it is there.
    if (kind == Kind.RULE && words.stream().noneMatch(PREFERENCE::contains)) {
      command.addAll(List.of("preference", DEFAULT_PREFERENCE));
    }
    command.addAll(words);
    return String.join(" ", command);
  }

  /** As in the configuration. */
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
