package org.jvrrpd.daemon.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * The local time as ctime(3) writes it, a colon and a space: {@code Tue Nov 24 06:40:01 2026: }.
 * This is what {@code keepalived -l} prints, and scripts that read its output expect.
 *
 * <p>The names of days and months are spelled out here, since a DateTimeFormatter would load the
 * locale data of the JDK for fourteen words.
 */
final class ConsoleFormat implements LineFormat {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final ZoneId zone;

  ConsoleFormat(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void appendPrefix(StringBuilder line, Instant at, Severity severity) {
    LocalDateTime time = LocalDateTime.ofInstant(at, zone);
    line.append(DAYS.get(time.getDayOfWeek().getValue() - 1)).append(' ');
    line.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
    appendTwo(line, time.getDayOfMonth(), ' ').append(' ');
    appendTwo(line, time.getHour(), '0').append(':');
    appendTwo(line, time.getMinute(), '0').append(':');
    appendTwo(line, time.getSecond(), '0').append(' ');
    line.append(time.getYear()).append(": ");
  }

  private static StringBuilder appendTwo(StringBuilder line, int number, char padding) {
    if (number < 10) {
      line.append(padding);
    }
    return line.append(number);
  }
}
