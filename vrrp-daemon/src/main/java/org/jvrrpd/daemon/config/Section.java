package org.jvrrpd.daemon.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jvrrpd.daemon.config.Variables.Expansion;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.YamlNode.Sequence;

/**
 * A map of the file that is read key by key. A value that is not what is asked for is reported, and
 * then the default is returned, so that one run finds every problem.
 *
 * <p>Where a key has several spellings, the first one is the one that messages propose.
 */
final class Section {
  private final Mapping mapping;
  private final String path;
  private final Variables variables;
  private final Problems problems;

  /**
   * Begins to read a map; a key that it holds twice is reported.
   *
   * @param path the map's own key, empty for the file's outermost map
   */
  Section(Mapping mapping, String path, Variables variables, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.variables = variables;
    this.problems = problems;
    reportDuplicates();
  }

  private void reportDuplicates() {
    Map<String, Position> first = new HashMap<>();
    for (Entry entry : mapping.entries()) {
      Scalar key = entry.key();
      Position before = first.putIfAbsent(key.text(), key.at());
      if (before != null) {
        problems.error(
            new Place(key.at(), path(Text.shorten(key.text()))),
            "is here twice, first in line " + before.line() + "; remove one of them");
      }
    }
  }

  /** This map's key and where it begins. */
  Place place() {
    return new Place(mapping.at(), path);
  }

  /** The place of a value, or of the map where the key is missing. */
  Place place(String... spellings) {
    return find(spellings)
        .map(entry -> new Place(entry.value().at(), path(entry.key().text())))
        .orElseGet(() -> new Place(mapping.at(), path(spellings[0])));
  }

  /** The place of a key itself, or of the map where it is missing. */
  Place placeOfKey(String key) {
    Position at = find(key).map(entry -> entry.key().at()).orElse(mapping.at());
    return new Place(at, path(key));
  }

  /** Whether the key is there, with any value. */
  boolean has(String... spellings) {
    return find(spellings).isPresent();
  }

  /** Whether the key is there and its value is a map or a list. */
  boolean hasParts(String key) {
    return find(key).filter(entry -> !(entry.value() instanceof Scalar)).isPresent();
  }

  /** The value as text, empty where it is missing or, with a problem reported, of no use. */
  Optional<Text> text(String... spellings) {
    Optional<Entry> found = find(spellings);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Place place = place(spellings);
    warnOfSecondSpelling(found.get(), spellings);
    return scalar(found.get().value(), place)
        .filter(scalar -> !isEmpty(scalar, place))
        .flatMap(scalar -> expand(scalar, place));
  }

  /** The value as text; that it is missing or empty is an error with this explanation. */
  Optional<Text> required(String explanation, String... spellings) {
    boolean isThere =
        find(spellings)
            .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.isNull()))
            .isPresent();
    if (!isThere) {
      problems.error(place(spellings), "is missing; " + explanation);
    }
    return isThere ? text(spellings) : Optional.empty();
  }

  private Optional<Scalar> scalar(YamlNode value, Place place) {
    if (value instanceof Scalar scalar) {
      if (!scalar.foreignTag()) {
        return Optional.of(scalar);
      }
      problems.error(place, "has a tag (!...) that is not understood here; remove the tag");
    } else if (value instanceof Mapping map && map.isPlaceholder()) {
      problems.error(place, TEMPLATE);
    } else {
      problems.error(place, "is " + value.kind() + ", and a plain value is due");
    }
    return Optional.empty();
  }

  private boolean isEmpty(Scalar scalar, Place place) {
    if (scalar.isNull()) {
      problems.warning(place, "has no value; give it one, or remove the line");
    }
    return scalar.isNull();
  }

  private Optional<Text> expand(Scalar scalar, Place place) {
    return switch (variables.expand(scalar.text())) {
      case Expansion.Failed(String message) -> {
        problems.error(place, message);
        yield Optional.empty();
      }
      case Expansion.Expanded(String value, boolean heldByFile) -> {
        Text text = new Text(value, scalar.text(), heldByFile, place);
        if (text.isPlaceholder()) {
          problems.error(place, TEMPLATE);
        }
        yield text.isPlaceholder() ? Optional.empty() : Optional.of(text);
      }
    };
  }

  private void warnOfSecondSpelling(Entry used, String... spellings) {
    for (String spelling : spellings) {
      if (!spelling.equals(used.key().text()) && mapping.find(spelling).isPresent()) {
        problems.warning(
            placeOfKey(spelling),
            "is passed over, because "
                + used.key().text()
                + ", which means the same, is there too; remove one of them");
      }
    }
  }

  /** Converts a value that is there; a refused one is reported as {@code VALUE is not EXPECTED}. */
  <T> Optional<T> convert(
      Function<Text, Optional<T>> conversion, String expected, String... spellings) {
    return text(spellings).flatMap(text -> convert(text, conversion, expected));
  }

  /** Converts a value in the same way. */
  <T> Optional<T> convert(Text text, Function<Text, Optional<T>> conversion, String expected) {
    Optional<T> converted = conversion.apply(text);
    if (converted.isEmpty()) {
      problems.error(text.place(), refusal(text, expected));
    }
    return converted;
  }

  private static String refusal(Text text, String expected) {
    return text.isAmbiguousNumber()
        ? text.shown() + " begins with 0, which YAML reads as octal; write it without leading zeros"
        : text.shown() + " is not " + expected;
  }

  /** A whole number from {@code least} to {@code most}. */
  int integer(int absent, int least, int most, String... spellings) {
    String expected = "a whole number from " + least + " to " + most;
    return convert(text -> text.wholeNumber(least, most), expected, spellings).orElse(absent);
  }

  /** A truth value. */
  Optional<Boolean> flag(String... spellings) {
    return convert(Text::flag, "true or false", spellings);
  }

  /** Seconds, with up to nine decimals, between the bounds. */
  Optional<Duration> seconds(Duration least, Duration most, String... spellings) {
    String expected = "a number of seconds from " + inSeconds(least) + " to " + inSeconds(most);
    return convert(
        text ->
            text.decimal()
                .map(number -> Duration.ofNanos(number.movePointRight(9).longValueExact()))
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0),
        expected,
        spellings);
  }

  private static String inSeconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  /** The map under a key; anything else there is reported. */
  Optional<Section> section(String key) {
    return find(key).map(Entry::value).flatMap(value -> asSection(value, path(key)));
  }

  /** The maps of the list under a key, in file order; anything else there is reported. */
  List<Section> sections(String key) {
    List<YamlNode> items = items(key);
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      asSection(items.get(i), path(key) + "[" + i + "]").ifPresent(sections::add);
    }
    return sections;
  }

  /** The plain values of the list under a key, in file order; anything else there is reported. */
  List<Text> texts(String key) {
    List<YamlNode> items = items(key);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Place place = new Place(items.get(i).at(), path(key) + "[" + i + "]");
      scalar(items.get(i), place)
          .filter(scalar -> !isEmpty(scalar, place))
          .flatMap(scalar -> expand(scalar, place))
          .ifPresent(texts::add);
    }
    return texts;
  }

  private List<YamlNode> items(String key) {
    YamlNode value = find(key).map(Entry::value).orElse(new Sequence(List.of(), mapping.at()));
    if (value instanceof Sequence list) {
      return List.copyOf(list.items());
    }
    if (!(value instanceof Scalar scalar && isEmpty(scalar, place(key)))) {
      problems.error(place(key), "is " + value.kind() + ", and a list is due");
    }
    return List.of();
  }

  /** How many items the list under a key has, those that are of no use included. */
  int size(String key) {
    return find(key).map(Entry::value).orElse(null) instanceof Sequence list
        ? list.items().size()
        : 0;
  }

  private Optional<Section> asSection(YamlNode value, String valuePath) {
    if (value instanceof Mapping map && !map.isPlaceholder()) {
      return Optional.of(new Section(map, valuePath, variables, problems));
    }
    Place place = new Place(value.at(), valuePath);
    if (!(value instanceof Scalar scalar && isEmpty(scalar, place))) {
      problems.error(
          place, value instanceof Mapping ? TEMPLATE : "is " + value.kind() + ", and a map is due");
    }
    return Optional.empty();
  }

  /** The texts of all keys, in file order. */
  List<String> keys() {
    return mapping.entries().stream().map(entry -> entry.key().text()).distinct().toList();
  }

  /**
   * Warns of keys that nobody reads.
   *
   * @param known the keys that are read here, proposed where one of them is nearly meant
   * @param passedOver keys of other programs that share the map
   */
  void warnOfUnknownKeys(Set<String> known, Set<String> passedOver) {
    for (Entry entry : mapping.entries()) {
      Scalar key = entry.key();
      if (!known.contains(key.text()) && !passedOver.contains(key.text())) {
        problems.warning(
            new Place(key.at(), path(Text.shorten(key.text()))),
            "is not a known key" + Spelling.proposal(key.text(), known));
      }
    }
  }

  private Optional<Entry> find(String... spellings) {
    for (String spelling : spellings) {
      Optional<Entry> found = mapping.find(spelling);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static final String TEMPLATE =
      "is a placeholder ({{ ... }}) of a template; fill in the template first";
}
