package org.jvrrpd.daemon.config.keepalived;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ~SEQ(variable, start, step, end)}, {@code ~SEQx} for hexadecimal digits, and {@code
 * ~LST(variable, value, ...)} or {@code ~LST({a, b}, {1, 2}, ...)}: what follows is read once for
 * each (keepalived.conf(5), "Sequence blocks" and "List blocks").
 *
 * @param names the variables
 * @param rounds their values, round by round
 */
record Repetition(List<String> names, List<List<String>> rounds) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern HEAD = Pattern.compile("~(SEQx?|LST)\\(([^)]*)\\)");
  private static final Pattern BRACED = Pattern.compile("\\{([^{}]*)\\}|([^,{}]+)");

  /** Where the parentheses of a line that begins with one end; empty if it is none. */
  static Optional<Integer> end(String line) {
    Matcher head = HEAD.matcher(line);
    return head.lookingAt() ? Optional.of(head.end()) : Optional.empty();
  }

  /** Reads what stands up to {@link #end}; empty if it makes no sense. */
  static Optional<Repetition> parse(String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.matches()) {
      return Optional.empty();
    }
    return switch (head.group(1)) {
      case "LST" -> list(head.group(2));
      case "SEQx" -> sequence(head.group(2), 16);
      default -> sequence(head.group(2), 10);
    };
  }

  private static Optional<Repetition> sequence(String inside, int radix) {
    String[] parts = inside.split(",", -1);
    if (parts.length < 2 || parts.length > 4 || !NAME.matcher(parts[0].strip()).matches()) {
      return Optional.empty();
    }
    try {
      long end = Long.decode(parts[parts.length - 1].strip());
      long start = parts.length > 2 ? Long.decode(parts[1].strip()) : end > 0 ? 1 : -1;
      long step = parts.length > 3 ? Long.decode(parts[2].strip()) : end >= start ? 1 : -1;
      if (step == 0 || tooFar(start) || tooFar(end) || tooFar(step)) {
        return Optional.empty();
      }
      List<List<String>> rounds = new ArrayList<>();
      for (long i = start; step > 0 ? i <= end : i >= end; i += step) {
        if (rounds.size() == Limits.MAX_STATEMENTS) {
          return Optional.empty();
        }
        rounds.add(List.of(Long.toString(i, radix)));
      }
      return Optional.of(new Repetition(List.of(parts[0].strip()), rounds));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean tooFar(long number) {
    return Math.abs(number) > 1L << 48;
  }

  private static Optional<Repetition> list(String inside) {
    List<List<String>> parts = new ArrayList<>();
    Matcher part = BRACED.matcher(inside);
    while (part.find()) {
      if (part.group(1) != null) {
        parts.add(List.of(part.group(1).split(",", -1)).stream().map(String::strip).toList());
      } else if (!part.group(2).isBlank()) {
        parts.add(List.of(part.group(2).strip()));
      }
    }
    boolean sensible =
        parts.size() > 1
            && parts.getFirst().stream().allMatch(name -> NAME.matcher(name).matches())
            && parts.stream().allMatch(each -> each.size() == parts.getFirst().size());
    return sensible
        ? Optional.of(new Repetition(parts.getFirst(), parts.subList(1, parts.size())))
        : Optional.empty();
  }
}
