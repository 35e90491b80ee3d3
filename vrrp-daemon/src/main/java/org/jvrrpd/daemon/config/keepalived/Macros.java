package org.jvrrpd.daemon.config.keepalived;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a configuration: those that it defines ({@code $NAME=value}) and those that
 * keepalived defines (<code>${_PWD}</code> and the like). A value is replaced where it is used, and
 * what it holds is replaced then (keepalived.conf(5), "Parameter substitution").
 */
final class Macros {
  private static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_]\\w*)=");

  /** In braces, with arguments for some; or bare, up to a blank. */
  private static final Pattern USE =
      Pattern.compile(
          "\\$(?:\\{([A-Za-z_]\\w*)([^{}\"]*)\\}|([A-Za-z_]\\w*)(?=[ \\t\\r\\f\\n]|$))");

  private static final int DEFAULT_RANDOM_MAX = 32_767;

  private final Map<String, String> values = new HashMap<>();
  private final Surroundings surroundings;
  private SplittableRandom random;

  /** A use of a variable that has a value. */
  record Use(int from, int to, String value) {}

  Macros(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.random = new SplittableRandom(surroundings.randomSeed());
  }

  /** Whether a line begins with a definition. */
  static boolean isDefinition(String line) {
    return DEFINITION.matcher(line).lookingAt();
  }

  /** Takes a definition up; whether the line is one. */
  boolean define(String line) {
    Matcher definition = DEFINITION.matcher(line);
    if (!definition.lookingAt()) {
      return false;
    }
    String value = line.substring(definition.end());
    // The lines of a long value begin below the name.
    int first = Blanks.skip(value, 0);
    boolean below = first < value.length() && value.charAt(first) == '\n';
    values.put(definition.group(1), below ? value.substring(first + 1) : value.strip());
    return true;
  }

  /** Gives a variable a value, and returns the one that it had. */
  @Nullable String put(String name, String value) {
    return values.put(name, value);
  }

  /** Restores what {@link #put} returned. */
  void restore(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  /** Begins the random numbers again ({@code random_seed}). */
  void reseed(String seed) {
    random = new SplittableRandom(seed.hashCode());
  }

  /** The first use from here on of a variable that is known. */
  Optional<Use> next(String line, int from, Path file) {
    Matcher use = USE.matcher(line);
    int at = from;
    while (use.find(at)) {
      String value = use.group(3) != null ? values.get(use.group(3)) : braced(use, file);
      if (value != null) {
        return Optional.of(new Use(use.start(), use.end(), value));
      }
      at = use.end();
    }
    return Optional.empty();
  }

  private @Nullable String braced(Matcher use, Path file) {
    String name = use.group(1);
    String arguments = use.group(2).strip();
    return switch (name) {
      case "_PWD" -> directory(file);
      case "_INSTANCE" -> surroundings.configId();
      case "_HASH" -> "#";
      case "_BANG" -> "!";
      case "_ENV" -> surroundings.environment().get(arguments);
      case "_RANDOM" -> random(arguments);
      default -> arguments.isEmpty() ? values.get(name) : null;
    };
  }

  private static String directory(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? "/" : parent.toString();
  }

  private @Nullable String random(String arguments) {
    String[] bounds = arguments.isEmpty() ? new String[0] : arguments.split("\\s+");
    try {
      long least = bounds.length > 0 ? Long.parseUnsignedLong(bounds[0]) : 0;
      long most = bounds.length > 1 ? Long.parseUnsignedLong(bounds[1]) : DEFAULT_RANDOM_MAX;
      boolean sensible = least >= 0 && most >= least && most < Long.MAX_VALUE;
      return sensible ? Long.toString(random.nextLong(least, most + 1)) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
