package org.jvrrpd.daemon.config.vocabulary;

import java.util.List;
import java.util.Optional;

/**
 * A row of the table.
 *
 * @param words the spellings; where they mean the same, the first is the proper one
 * @param arguments what stands behind it
 * @param block the section of the block that belongs to it
 * @param shape arguments and block as the table writes them
 * @param fallback what holds without it, in words; empty where nothing does
 * @param standing what becomes of it
 * @param note what it means, why it is ignored, or what to do instead
 */
public record Keyword(
    List<String> words,
    List<Argument> arguments,
    Optional<String> block,
    String shape,
    String fallback,
    Standing standing,
    String note) {
  /** Copies the lists. */
  public Keyword {
    words = List.copyOf(words);
    arguments = List.copyOf(arguments);
  }

  /** Whether it says something without a value. */
  public boolean standsAlone() {
    return arguments.isEmpty() || arguments.getFirst().optional();
  }

  /** Whether on or off stands behind it. */
  public boolean takesTruth() {
    return !arguments.isEmpty() && arguments.getFirst().kind() == Argument.Kind.BOOL;
  }

  /** Whether blanks separate several values; else they are part of the only one. */
  public boolean takesSeveral() {
    return switch (arguments.isEmpty() ? Argument.Kind.WORD : arguments.getFirst().kind()) {
      case WORDS -> true;
      case COMMAND, TEXT -> false;
      default -> arguments.size() > 1;
    };
  }
}
