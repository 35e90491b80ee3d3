package org.jvrrpd.daemon.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a YAML document is made of, with the place of every part. Immutable. */
public sealed interface YamlNode {
  /** Where the node begins; that of its anchor where an alias stands for it. */
  Position at();

  /** What the node is, in the words of a message. */
  String kind();

  /**
   * A value without parts, as text: what type it has is decided by the key that it belongs to.
   *
   * @param plain written without quotes and without a tag
   * @param foreignTag carries a tag such as {@code !vault} that only another program understands
   */
  record Scalar(String text, boolean plain, boolean foreignTag, Position at) implements YamlNode {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** Whether the value says that there is none (YAML 1.1, tag null). */
    public boolean isNull() {
      return plain && NULLS.contains(text);
    }

    @Override
    public String kind() {
      return "a plain value";
    }

    /** Without the text, which may be a password. */
    @Override
    public String toString() {
      return "scalar at " + at;
    }
  }

  /** Keys and values in file order; merged ones ({@code <<}) come last. May hold a key twice. */
  record Mapping(List<Entry> entries, Position at) implements YamlNode {
    /** Copies the list. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The first entry with this key. */
    public Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }

    /** Whether this is what YAML makes of an unquoted <code>{{ NAME }}</code>. */
    public boolean isPlaceholder() {
      return entries.size() == 1 && entries.getFirst().key().text().equals(COMPLEX_KEY);
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** One line of a mapping. */
  record Entry(Scalar key, YamlNode value) {}

  /** The items of a list. */
  record Sequence(List<YamlNode> items, Position at) implements YamlNode {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Stands for a key that is a map or a list itself. */
  String COMPLEX_KEY = "{}";
}
