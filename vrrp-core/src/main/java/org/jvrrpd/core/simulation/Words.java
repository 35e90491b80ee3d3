package org.jvrrpd.core.simulation;

import java.math.BigDecimal;
import java.util.List;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.tracking.CheckSettings;

/** The values that occur in commands: {@code 1.5s}, {@code 20ms}, {@code 10%}, {@code yes}. */
final class Words {
  private static final int SECOND_DIGITS = 9;
  private static final int MILLI_DIGITS = 6;
  private static final int MICRO_DIGITS = 3;

  private Words() {}

  /**
   * A duration in nanoseconds, 0 or more.
   *
   * @throws IllegalArgumentException if {@code word} is none
   */
  static long nanos(String word) {
    if (word.endsWith("us")) {
      return scaled(word, 2, MICRO_DIGITS);
    }
    if (word.endsWith("ms")) {
      return scaled(word, 2, MILLI_DIGITS);
    }
    if (word.endsWith("s")) {
      return scaled(word, 1, SECOND_DIGITS);
    }
    throw new IllegalArgumentException(word + " is not a duration (1.5s, 20ms, 100us)");
  }

  private static long scaled(String word, int unitLength, int digits) {
    try {
      long nanos =
          new BigDecimal(word.substring(0, word.length() - unitLength))
              .movePointRight(digits)
              .longValueExact();
      if (nanos >= 0) {
        return nanos;
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // Said below, with the word.
    }
    throw new IllegalArgumentException(word + " is not a duration (1.5s, 20ms, 100us)");
  }

  /** A duration as commands spell it, to the microsecond. */
  static String duration(long nanos) {
    return BigDecimal.valueOf(nanos / 1000, MILLI_DIGITS).stripTrailingZeros().toPlainString()
        + "s";
  }

  static int number(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(word + " is not a number");
    }
  }

  static int percent(String word) {
    if (!word.endsWith("%")) {
      throw new IllegalArgumentException(word + " is not a percentage");
    }
    int percent = number(word.substring(0, word.length() - 1));
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(word + " is not in 0% to 100%");
    }
    return percent;
  }

  static boolean yes(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException(word + " is neither yes nor no");
    };
  }

  /** Whether keepalived's word for the first state asks for MASTER. */
  static boolean prefersMaster(String word) {
    return switch (word) {
      case "MASTER" -> true;
      case "BACKUP" -> false;
      default -> throw new IllegalArgumentException(word + " is neither MASTER nor BACKUP");
    };
  }

  /** The reading of a checksum, by the RFC that has it. */
  static ChecksumForm checksumForm(String word) {
    return switch (word) {
      case "rfc5798" -> ChecksumForm.PSEUDO_HEADER;
      case "rfc9568" -> ChecksumForm.MESSAGE_ONLY;
      default -> throw new IllegalArgumentException(word + " is neither rfc5798 nor rfc9568");
    };
  }

  /**
   * How a check counts: its name, and after colons what differs from weight 0, rise 1 and fall 1,
   * as in {@code chk:weight=-20:rise=2:fall=3:reverse}.
   */
  static CheckSettings check(String word) {
    String[] parts = word.split(":");
    int weight = 0;
    int rise = 1;
    int fall = 1;
    boolean reverse = false;
    for (String part : List.of(parts).subList(1, parts.length)) {
      String value = part.substring(part.indexOf('=') + 1);
      switch (part.substring(0, part.length() - value.length())) {
        case "weight=" -> weight = number(value);
        case "rise=" -> rise = number(value);
        case "fall=" -> fall = number(value);
        default -> reverse = reversed(part);
      }
    }
    return new CheckSettings(parts[0], weight, reverse, rise, fall);
  }

  private static boolean reversed(String part) {
    if (!part.equals("reverse")) {
      throw new IllegalArgumentException("a check has no " + part);
    }
    return true;
  }

  static IpAddress address(String word) {
    return IpAddress.parse(word)
        .orElseThrow(() -> new IllegalArgumentException(word + " is not an address"));
  }
}
