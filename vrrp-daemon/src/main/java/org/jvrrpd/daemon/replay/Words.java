package org.jvrrpd.daemon.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.IpAddress;

/** Numbers and lists as a time line says them. */
final class Words {
  private static final int NANO_DIGITS = 9;
  private static final int CENTI_DIGITS = 2;
  private static final int MILLI_DIGITS = 3;

  /** An advertisement may list 255 addresses; so many are written out. */
  private static final int SHOWN_ADDRESSES = 4;

  private Words() {}

  /** A duration to the millisecond, for example {@code 3.609 s}. */
  static String duration(long nanos) {
    return seconds(nanos).toPlainString() + " s";
  }

  /** Seconds to the millisecond. */
  static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS).setScale(MILLI_DIGITS, RoundingMode.HALF_UP);
  }

  /** An advertisement interval, for example {@code 1 s} or {@code 0.1 s}. */
  static String interval(int centis) {
    BigDecimal seconds = BigDecimal.valueOf(centis, CENTI_DIGITS).stripTrailingZeros();
    return seconds.toPlainString() + " s";
  }

  /** A number with its noun. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Addresses, the first few of them. */
  static String addresses(List<IpAddress> addresses) {
    String shown =
        addresses.stream()
            .limit(SHOWN_ADDRESSES)
            .map(IpAddress::toString)
            .collect(Collectors.joining(", "));
    int more = addresses.size() - SHOWN_ADDRESSES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
