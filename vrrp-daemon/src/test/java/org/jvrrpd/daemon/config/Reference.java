package org.jvrrpd.daemon.config;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of all keys ({@code reference.txt}), and the two documents that are written from it:
 * docs/configuration.md for people, docs/cluster.schema.json for editors (JSON Schema 2020-12).
 */
final class Reference {
  private static final Pattern BOUNDS =
      Pattern.compile("(?:at most (\\d+)|(-?[0-9.]+) to ([0-9.]+))$");

  private final List<Part> parts;

  /** A section of the file and its keys. */
  record Part(String place, String purpose, List<Key> keys) {}

  /** One key; the fields of the table. */
  record Key(
      String name,
      String type,
      String range,
      String fallback,
      String meaning,
      String example,
      String bad) {}

  private Reference(List<Part> parts) {
    this.parts = parts;
  }

  static Reference parse(List<String> lines) {
    List<Part> parts = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("= ")) {
        String[] head = line.substring(2).split(" \\| ", -1);
        parts.add(new Part(head[0], head[1], new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != 7) {
          throw new IllegalArgumentException("seven fields are a key: " + line);
        }
        parts
            .getLast()
            .keys
            .add(
                new Key(
                    fields[0].strip(),
                    fields[1].strip(),
                    fields[2].strip(),
                    fields[3].strip(),
                    fields[4].strip(),
                    fields[5].strip(),
                    fields[6].strip()));
      }
    }
    return new Reference(parts);
  }

  List<Part> parts() {
    return parts;
  }

  /** The keys of one section. */
  Set<String> keys(String place) {
    return parts.stream()
        .filter(part -> part.place.equals(place))
        .flatMap(part -> part.keys.stream())
        .map(Key::name)
        .collect(Collectors.toSet());
  }

  /** docs/configuration.md. */
  String page(String head) {
    StringBuilder page = new StringBuilder(head);
    for (Part part : parts) {
      page.append("\n## `").append(part.place).append("`\n\n");
      page.append(capital(part.purpose)).append(".\n\n");
      page.append("| key | default | range | | example |\n|---|---|---|---|---|\n");
      for (Key key : part.keys) {
        page.append(
            "| `%s` | %s | %s | %s | `%s` |\n"
                .formatted(key.name, key.fallback, range(key), key.meaning, key.example));
      }
    }
    return page.toString();
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String range(Key key) {
    return switch (key.type) {
      case "boolean" -> "true, false";
      case "integer" -> "whole number, " + key.range;
      case "number" -> "number of seconds, " + key.range;
      case "map" -> "a map";
      case "list" -> "a list, " + key.range;
      default -> key.range;
    };
  }

  /** docs/cluster.schema.json. */
  String schema() throws IOException {
    Map<String, Object> root = object("jvrrpd's sections of a cluster file");
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("additionalProperties", true);
    for (Part part : parts) {
      Map<String, Object> at = root;
      for (String step : part.place.split("\\.", -1)) {
        at = child(at, step);
      }
      at.put("description", part.purpose);
      // The installer of a cluster keeps keys of its own in some of them.
      at.put("additionalProperties", part.place.endsWith("controllers[]"));
      for (Key key : part.keys) {
        properties(at).merge(key.name, property(key), (there, _) -> there);
      }
    }
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(root) + "\n";
  }

  private static Map<String, Object> child(Map<String, Object> parent, String step) {
    boolean list = step.endsWith("[]");
    String name = list ? step.substring(0, step.length() - 2) : step;
    Map<String, Object> child = descend(properties(parent), name, list ? "array" : "object");
    return list ? descend(child, "items", "object") : child;
  }

  @SuppressWarnings("unchecked") // What is put here are maps of this kind only.
  private static Map<String, Object> descend(Map<String, Object> parent, String name, String type) {
    Map<String, Object> child =
        (Map<String, Object>) parent.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    child.put("type", type);
    return child;
  }

  private static Map<String, Object> properties(Map<String, Object> object) {
    Map<String, Object> properties = descend(object, "properties", "object");
    properties.remove("type");
    return properties;
  }

  private static Map<String, Object> object(String description) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("description", description);
    return object;
  }

  private static Map<String, Object> property(Key key) {
    Map<String, Object> property = new LinkedHashMap<>();
    switch (key.type) {
      case "words" -> property.put("enum", List.of(key.range.split(", ", -1)));
      case "map" -> property.put("type", "object");
      case "list" -> property.put("type", "array");
      // A cluster file may hold a variable in the place of any value.
      case "string" -> property.put("type", List.of("string", "number", "boolean"));
      default -> property.put("type", List.of(key.type, "string"));
    }
    property.put("description", key.meaning);
    Matcher bounds = BOUNDS.matcher(key.range);
    if (Set.of("integer", "number").contains(key.type) && bounds.find()) {
      property.put("minimum", number(key.name.equals("advert_int") ? "0.01" : bounds.group(2)));
      property.put("maximum", number(key.name.equals("advert_int") ? "255" : bounds.group(3)));
    }
    property.put("examples", List.of(key.example));
    return property;
  }

  private static Number number(String text) {
    if (text.contains(".")) {
      return Double.valueOf(text);
    }
    return Long.valueOf(text);
  }
}
