package org.jvrrpd.daemon.config.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of all words. Immutable. */
public final class Vocabulary {
  /** The section of what stands outside of all blocks. */
  public static final String ROOT = "root";

  private static final String TABLE = "vocabulary.txt";
  private static final Pattern HEAD = Pattern.compile("\\[(\\w+)( lines)?\\]");
  private static final Pattern BLOCK = Pattern.compile("\\{(\\w+)\\}");
  private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+?)\\.\\.(-?[0-9.]+)");
  private static final int COLUMNS = 5;

  private final Map<String, Section> sections;

  private Vocabulary(Map<String, Section> sections) {
    this.sections = sections;
  }

  /** keepalived's words up to version 2.4.3. */
  public static Vocabulary keepalived() {
    return Loaded.TABLE;
  }

  /** Read once, and only where somebody needs it. */
  private static final class Loaded {
    private static final Vocabulary TABLE = load();

    private static Vocabulary load() {
      try (InputStream in =
          Objects.requireNonNull(Vocabulary.class.getResourceAsStream(Vocabulary.TABLE))) {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("the program is damaged: " + Vocabulary.TABLE, e);
      }
    }
  }

  /** The sections in the table's order. */
  public List<Section> sections() {
    return List.copyOf(sections.values());
  }

  /**
   * A kind of block.
   *
   * @throws NullPointerException if the table has none of this name, which is our mistake
   */
  public Section section(String name) {
    return Objects.requireNonNull(sections.get(name), name);
  }

  static Vocabulary parse(String table) {
    Map<String, Section> sections = new LinkedHashMap<>();
    String name = "";
    boolean lines = false;
    List<Keyword> keywords = new ArrayList<>();
    for (String line : table.lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        sections.put(name, new Section(name, lines, keywords));
        name = head.group(1);
        lines = head.group(2) != null;
        keywords = new ArrayList<>();
      } else {
        keywords.add(keyword(line));
      }
    }
    sections.put(name, new Section(name, lines, keywords));
    sections.remove("");
    return new Vocabulary(sections);
  }

  private static Keyword keyword(String line) {
    List<String> columns = List.of(line.split("\\|", COLUMNS)).stream().map(String::strip).toList();
    if (columns.size() < COLUMNS) {
      throw new IllegalArgumentException("not a row of " + COLUMNS + " columns: " + line);
    }
    Matcher block = BLOCK.matcher(columns.get(1));
    return new Keyword(
        List.of(columns.get(0).split(" ")),
        arguments(block.replaceAll("").strip()),
        block.reset().find() ? Optional.of(block.group(1)) : Optional.empty(),
        columns.get(1),
        columns.get(2),
        Standing.valueOf(columns.get(3).toUpperCase(Locale.ROOT)),
        columns.get(4));
  }

  private static List<Argument> arguments(String shape) {
    List<Argument> arguments = new ArrayList<>();
    List<String> words = shape.isEmpty() ? List.of() : List.of(shape.split("[ ,]+"));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean optional = word.endsWith("?");
      Argument.Kind kind = Argument.Kind.valueOf(word.replace("?", "").toUpperCase(Locale.ROOT));
      BigDecimal least = BigDecimal.ZERO;
      BigDecimal most = BigDecimal.ZERO;
      List<String> choices = new ArrayList<>();
      switch (kind) {
        case INT, NUMBER -> {
          Matcher range = RANGE.matcher(words.get(++i));
          if (!range.matches()) {
            throw new IllegalArgumentException("not a range: " + words.get(i));
          }
          least = new BigDecimal(range.group(1));
          most = new BigDecimal(range.group(2));
        }
        case ONE -> {
          choices.addAll(words.subList(i + 1, words.size()));
          i = words.size();
        }
        case BOOL, IP, IP4, IP6, INTERFACE, NAME, WORD, TEXT, WORDS, COMMAND -> {}
      }
      arguments.add(new Argument(kind, optional, least, most, choices));
    }
    return arguments;
  }
}
