package org.jvrrpd.daemon.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of a key, its variables replaced, not yet converted.
 *
 * @param value the value
 * @param written the value as the file has it, for messages: a variable's value may be a secret
 * @param heldByFile whether any of the value stands in the file, and not only in the environment
 * @param place the key and where the value stands
 */
record Text(String value, String written, boolean heldByFile, Place place) {
  private static final int SHOWN_CODE_POINTS = 40;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,9})?|\\.[0-9]{1,9}");

  /** The value as a message may show it. */
  String shown() {
    return shorten(written);
  }

  /** Something from the file on one line, shortened, in quotes where it is empty or has spaces. */
  static String shorten(String written) {
    StringBuilder shown = new StringBuilder();
    written
        .codePoints()
        .limit(SHOWN_CODE_POINTS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    if (written.codePointCount(0, written.length()) > SHOWN_CODE_POINTS) {
      shown.append("...");
    }
    boolean bare = !shown.isEmpty() && shown.chars().noneMatch(Character::isWhitespace);
    return bare ? shown.toString() : '"' + shown.toString() + '"';
  }

  /** Whether somebody forgot to fill in a template. */
  boolean isPlaceholder() {
    return written.contains("{{");
  }

  boolean isWholeNumber() {
    return WHOLE_NUMBER.matcher(value).matches();
  }

  /** Written with a leading zero: YAML 1.1 reads 010 as eight, YAML 1.2 and people as ten. */
  boolean isAmbiguousNumber() {
    return isWholeNumber() && value.replaceFirst("[+-]", "").matches("0[0-9]+");
  }

  /** The whole number, if it is one within these bounds. */
  Optional<Integer> wholeNumber(int least, int most) {
    if (!isWholeNumber() || isAmbiguousNumber() || value.length() > 10) {
      return Optional.empty();
    }
    long number = Long.parseLong(value);
    return number >= least && number <= most ? Optional.of((int) number) : Optional.empty();
  }

  /** The number, if it is one without sign or exponent and with at most nine decimals. */
  Optional<BigDecimal> decimal() {
    return DECIMAL.matcher(value).matches() && !isAmbiguousNumber()
        ? Optional.of(new BigDecimal(value))
        : Optional.empty();
  }

  /** The truth value, in any of YAML 1.1's spellings, quoted or not. */
  Optional<Boolean> flag() {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Without the value, which may be a password. */
  @Override
  public String toString() {
    return "value of " + place;
  }
}
