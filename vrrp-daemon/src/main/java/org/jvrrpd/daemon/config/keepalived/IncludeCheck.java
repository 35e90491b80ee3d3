package org.jvrrpd.daemon.config.keepalived;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What makes a file that an {@code include} does not find an error (keepalived.conf(5)). */
enum IncludeCheck {
  /** What matches is a file that can be read. */
  READABLE,
  /** A name without wildcards is there. */
  MATCH,
  /** A name with wildcards matches something. */
  WILDCARD_MATCH,
  /** Each branch of braces is there. */
  BRACE_MATCH;

  /** The checks that a keyword adds to those in force; empty if it is no {@code include}. */
  static Optional<Set<IncludeCheck>> ofKeyword(String keyword) {
    return switch (keyword) {
      case "include" -> Optional.of(EnumSet.noneOf(IncludeCheck.class));
      case "includer" -> Optional.of(EnumSet.of(READABLE));
      case "includem" -> Optional.of(EnumSet.of(MATCH));
      case "includew" -> Optional.of(EnumSet.of(WILDCARD_MATCH));
      case "includeb" -> Optional.of(EnumSet.of(BRACE_MATCH));
      case "includea" -> Optional.of(EnumSet.allOf(IncludeCheck.class));
      default -> Optional.empty();
    };
  }

  /** The checks in force after an {@code include_check} with these options. */
  static Set<IncludeCheck> after(Set<IncludeCheck> before, List<String> options) {
    if (options.isEmpty()) {
      return EnumSet.allOf(IncludeCheck.class);
    }
    boolean changes = options.getFirst().startsWith("+") || options.getFirst().startsWith("-");
    Set<IncludeCheck> checks = EnumSet.noneOf(IncludeCheck.class);
    if (changes) {
      checks.addAll(before);
    }
    for (String option : options) {
      Optional<IncludeCheck> check = named(option.replaceFirst("^[+-]", ""));
      if (option.startsWith("-")) {
        check.ifPresent(checks::remove);
      } else {
        check.ifPresent(checks::add);
      }
    }
    return checks;
  }

  private static Optional<IncludeCheck> named(String option) {
    for (IncludeCheck each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(option)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
