package org.jvrrpd.daemon.config.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * What may stand behind a keyword.
 *
 * @param kind what it is
 * @param optional whether it may be missing
 * @param least the least number, for numbers
 * @param most the largest
 * @param choices the words to choose from, for {@link Kind#ONE}
 */
public record Argument(
    Kind kind, boolean optional, BigDecimal least, BigDecimal most, List<String> choices) {
  /** What an argument is. */
  public enum Kind {
    /** on, off, true, false, yes or no. */
    BOOL,
    /** A whole number. */
    INT,
    /** A number, with decimals or without. */
    NUMBER,
    /** An address of either family. */
    IP,
    /** An IPv4 address. */
    IP4,
    /** An IPv6 address. */
    IP6,
    /** A name of an interface, up to 15 characters. */
    INTERFACE,
    /** A name that the configuration gives or refers to. */
    NAME,
    /** Any word. */
    WORD,
    /** Any word, never shown: it may be a password. */
    TEXT,
    /** Any number of words. */
    WORDS,
    /** A command, and who runs it. */
    COMMAND,
    /** One of some words. */
    ONE
  }

  /** IFNAMSIZ without its last byte (if.h of the kernel). */
  private static final int MAX_INTERFACE_NAME = 15;

  private static final int MAX_NUMBER_LENGTH = 32;

  /** Copies the choices. */
  public Argument {
    choices = List.copyOf(choices);
  }

  /** Whether a word is one of these. */
  public boolean accepts(String word) {
    return switch (kind) {
      case BOOL -> flag(word).isPresent();
      case INT -> word.indexOf('.') < 0 && number(word).isPresent();
      case NUMBER -> number(word).isPresent();
      case IP -> IpAddress.parse(word).isPresent();
      case IP4 -> isOf(AddressFamily.IPV4, word);
      case IP6 -> isOf(AddressFamily.IPV6, word);
      case INTERFACE ->
          !word.isEmpty() && word.length() <= MAX_INTERFACE_NAME && word.indexOf('/') < 0;
      case ONE -> choices.contains(word);
      case NAME, WORD, COMMAND, TEXT -> !word.isEmpty();
      case WORDS -> true;
    };
  }

  private static boolean isOf(AddressFamily family, String word) {
    return IpAddress.parse(word).filter(each -> each.family() == family).isPresent();
  }

  /** The truth value that a word is. */
  public static Optional<Boolean> flag(String word) {
    if (Set.of("on", "true", "yes").contains(word)) {
      return Optional.of(true);
    }
    return Set.of("off", "false", "no").contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** The number that a word is, if it lies between the bounds. */
  public Optional<BigDecimal> number(String word) {
    boolean plain =
        word.length() <= MAX_NUMBER_LENGTH && word.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    if (!plain) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(word);
    return number.compareTo(least) >= 0 && number.compareTo(most) <= 0
        ? Optional.of(number)
        : Optional.empty();
  }

  /** What is due, for a sentence: {@code a whole number from 1 to 255}. */
  public String expected() {
    return switch (kind) {
      case BOOL -> "on or off";
      case INT -> "a whole number from " + least.toPlainString() + " to " + most.toPlainString();
      case NUMBER -> "a number from " + least.toPlainString() + " to " + most.toPlainString();
      case IP -> "an address";
      case IP4 -> "an IPv4 address";
      case IP6 -> "an IPv6 address";
      case INTERFACE -> "a name of an interface, up to " + MAX_INTERFACE_NAME + " characters";
      case NAME -> "a name";
      case COMMAND -> "a command";
      case ONE -> choices.size() == 1 ? choices.getFirst() : "one of " + String.join(", ", choices);
      case WORD, TEXT, WORDS -> "a value";
    };
  }
}
