package org.jvrrpd.daemon.health;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file says. A file without a number says 0, as in keepalived.
 *
 * @param number what counts
 * @param why in words, for {@code status}
 */
public record FileReading(int number, String why) {
  /** How much of a file is read; keepalived reads as much. */
  static final int MAX_BYTES = 127;

  /** strtol(3) with base 0: what follows the number is passed over. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\s*(?<sign>[-+]?)(?:0[xX](?<hex>\\p{XDigit}+)|0(?<octal>[0-7]*)|(?<decimal>[1-9]\\d*))");

  private static final int HEXADECIMAL = 16;
  private static final int OCTAL = 8;
  private static final int DECIMAL = 10;

  static FileReading missing(Path path, String why) {
    return new FileReading(0, why + " " + path + ", so it counts as 0");
  }

  /** Of the first {@value #MAX_BYTES} bytes. */
  static FileReading of(Path path, byte[] content) {
    Matcher matcher = NUMBER.matcher(new String(content, StandardCharsets.ISO_8859_1));
    if (!matcher.lookingAt()) {
      return missing(path, "no number in");
    }
    long magnitude = magnitude(matcher);
    int number =
        Math.clamp(
            "-".equals(matcher.group("sign")) ? -magnitude : magnitude,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE);
    return new FileReading(number, path + " says " + number);
  }

  private static long magnitude(Matcher matcher) {
    if (matcher.group("hex") != null) {
      return parsed(matcher.group("hex"), HEXADECIMAL);
    }
    return matcher.group("decimal") != null
        ? parsed(matcher.group("decimal"), DECIMAL)
        : parsed("0" + matcher.group("octal"), OCTAL);
  }

  /** As strtol(3), no more than the largest of its range. */
  private static long parsed(String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
