package org.jvrrpd.daemon.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last of what somebody printed, however much it was. */
final class OutputTail {
  /** The most lines that are kept. */
  static final int MAX_LINES = 20;

  /** The most characters of a line. */
  static final int MAX_LINE_CHARS = 200;

  /** As much as so many lines need. */
  static final int CAPACITY_BYTES = MAX_LINES * MAX_LINE_CHARS;

  private final byte[] ring = new byte[CAPACITY_BYTES];
  private long total;

  /** Takes in more; the oldest gives way. */
  void add(byte[] bytes) {
    int skipped = Math.max(0, bytes.length - CAPACITY_BYTES);
    total += skipped;
    for (int i = skipped; i < bytes.length; i++) {
      ring[(int) (total++ % CAPACITY_BYTES)] = bytes[i];
    }
  }

  /** The last lines, oldest first; without the rest of a line whose beginning is lost. */
  List<String> lines() {
    int length = (int) Math.min(total, CAPACITY_BYTES);
    byte[] ordered = new byte[length];
    for (int i = 0; i < length; i++) {
      ordered[i] = ring[(int) ((total - length + i) % CAPACITY_BYTES)];
    }
    String text = new String(ordered, StandardCharsets.UTF_8);
    int lineFeed = text.indexOf('\n');
    boolean torn = total > CAPACITY_BYTES && lineFeed >= 0 && lineFeed < text.length() - 1;
    List<String> lines =
        text.substring(torn ? lineFeed + 1 : 0)
            .lines()
            .map(OutputTail::printable)
            .filter(line -> !line.isBlank())
            .toList();
    return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
  }

  private static String printable(String line) {
    StringBuilder shown = new StringBuilder();
    line.codePoints()
        .limit(MAX_LINE_CHARS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString().stripTrailing();
  }
}
