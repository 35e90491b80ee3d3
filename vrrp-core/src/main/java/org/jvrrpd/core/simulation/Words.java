package org.jvrrpd.core.simulation;

import java.math.BigDecimal;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;

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

  static IpAddress address(String word) {
    return IpAddress.parse(word)
        .orElseThrow(() -> new IllegalArgumentException(word + " is not an address"));
  }
}
