package org.jvrrpd.daemon.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that came over the socket. Every accessor checks that the member is there and of
 * its type; members that nobody asks for are passed over, so that a newer peer may say more.
 */
final class JsonObject {
  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static JsonObject parse(String text) {
    try {
      Object value = JSON.std.anyFrom(text);
      if (value instanceof Map<?, ?> members) {
        return new JsonObject(members);
      }
    } catch (IOException _) {
      // Said below: the parser's own words cite the text, which may be anything.
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /** Whether a member is there and not null. */
  boolean has(String key) {
    return members.get(key) != null;
  }

  String string(String key) {
    return member(key, String.class, "a string");
  }

  boolean bool(String key) {
    return member(key, Boolean.class, "true or false");
  }

  int integer(String key) {
    return member(key, Integer.class, "a whole number");
  }

  long longInteger(String key) {
    return wholeNumber(key, members.get(key));
  }

  Instant instant(String key) {
    try {
      return Instant.parse(string(key));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + key + "\" is not a time", e);
    }
  }

  JsonObject object(String key) {
    return new JsonObject(member(key, Map.class, "an object"));
  }

  <T> Optional<T> optional(String key, Function<String, T> accessor) {
    return has(key) ? Optional.of(accessor.apply(key)) : Optional.empty();
  }

  OptionalInt optionalInteger(String key) {
    return has(key) ? OptionalInt.of(integer(key)) : OptionalInt.empty();
  }

  List<String> strings(String key) {
    List<?> elements = member(key, List.class, "a list");
    return elements.stream().map(element -> cast(key, element, String.class, "strings")).toList();
  }

  <T> List<T> objects(String key, Function<JsonObject, T> reader) {
    List<?> elements = member(key, List.class, "a list");
    return elements.stream()
        .map(element -> reader.apply(new JsonObject(cast(key, element, Map.class, "objects"))))
        .toList();
  }

  /** The members as numbers by name. */
  Map<String, Long> longs() {
    Map<String, Long> numbers = new TreeMap<>();
    members.forEach((key, value) -> numbers.put((String) key, wholeNumber((String) key, value)));
    return Collections.unmodifiableMap(numbers);
  }

  private static long wholeNumber(String key, @Nullable Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("\"" + key + "\" is not a whole number");
  }

  private <T> T member(String key, Class<T> type, String what) {
    return cast(key, members.get(key), type, what);
  }

  private static <T> T cast(String key, @Nullable Object value, Class<T> type, String what) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("\"" + key + "\" is not " + what);
    }
    return type.cast(value);
  }
}
