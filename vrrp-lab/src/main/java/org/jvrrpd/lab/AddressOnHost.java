package org.jvrrpd.lab;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An address on an interface, as the kernel shows it through {@code ip -o addr} (ip-address(8)).
 *
 * @param interfaceName the interface, for example {@code eth0}
 * @param address the local address in the kernel's spelling, without prefix
 * @param prefixLength 0 to 32 for IPv4, to 128 for IPv6
 * @param scope {@code global}, {@code link} or {@code host}
 * @param flags words such as {@code secondary}, {@code dynamic} and {@code tentative}
 * @param validSeconds the rest of its lifetime, rounded by the kernel; absent if it has no end
 */
public record AddressOnHost(
    String interfaceName,
    String address,
    int prefixLength,
    String scope,
    Set<String> flags,
    OptionalLong validSeconds) {

  /** Keeps its own copy of the flags. */
  public AddressOnHost {
    flags = Set.copyOf(flags);
  }

  /** Whether it goes away by itself: it has a lifetime. */
  public boolean isLease() {
    return validSeconds.isPresent();
  }

  /**
   * Reads one line, for example {@code 2: eth0 inet 192.0.2.10/24 scope global secondary eth0\
   * valid_lft forever preferred_lft forever}.
   *
   * @throws IOException if the line has another shape
   */
  static AddressOnHost parse(String line) throws IOException {
    List<String> words = Arrays.asList(line.replace('\\', ' ').strip().split("\\s+", -1));
    if (words.size() < 4 || !words.get(2).startsWith("inet")) {
      throw unreadable(line);
    }
    String[] local = words.get(3).split("/", 2);
    // A point-to-point address puts the prefix behind the peer's.
    String prefix = local.length == 2 ? local[1] : prefixOfPeer(words, line);
    String scope = "";
    OptionalLong valid = OptionalLong.empty();
    Set<String> flags = new HashSet<>();
    Iterator<String> rest = words.subList(4, words.size()).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "scope" -> scope = argument(rest, line);
        case "valid_lft" -> valid = lifetime(argument(rest, line), line);
        case "brd", "peer", "metric", "proto", "preferred_lft" -> argument(rest, line);
        default -> flags.add(word);
      }
    }
    flags.remove(words.get(1)); // the label, which the kernel sets to the interface's name
    return new AddressOnHost(
        words.get(1), local[0], (int) number(prefix, line), scope, flags, valid);
  }

  private static String prefixOfPeer(List<String> words, String line) throws IOException {
    if (words.size() < 6 || !words.get(4).equals("peer") || words.get(5).indexOf('/') < 0) {
      throw unreadable(line);
    }
    return words.get(5).substring(words.get(5).indexOf('/') + 1);
  }

  private static String argument(Iterator<String> words, String line) throws IOException {
    if (!words.hasNext()) {
      throw unreadable(line);
    }
    return words.next();
  }

  private static OptionalLong lifetime(String word, String line) throws IOException {
    return word.equals("forever")
        ? OptionalLong.empty()
        : OptionalLong.of(number(word.replace("sec", ""), line));
  }

  private static long number(String digits, String line) throws IOException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IOException("not a line of ip -o addr: " + line, e);
    }
  }

  private static IOException unreadable(String line) {
    return new IOException("not a line of ip -o addr: " + line);
  }
}
