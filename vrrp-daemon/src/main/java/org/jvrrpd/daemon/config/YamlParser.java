package org.jvrrpd.daemon.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.YamlNode.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One YAML document as a tree. Built from SnakeYAML's events and not from its nodes, so that every
 * limit that is passed has a place in the file, an alias can only name what is already complete (no
 * recursion), and the sections of other programs cost no memory.
 */
public final class YamlParser {
  static final int MAX_DEPTH = 50;

  /** Aliases of maps and lists; those of plain values are free. */
  static final int MAX_ALIASES = 50;

  /** Scalars, maps and lists that are kept: 255 controllers have a third of it. */
  static final int MAX_KEPT_NODES = 20_000;

  private static final Set<String> STANDARD_TAGS =
      Set.of("!", "str", "int", "float", "bool", "null").stream()
          .map(name -> name.equals("!") ? name : "tag:yaml.org,2002:" + name)
          .collect(Collectors.toUnmodifiableSet());
  private static final Scalar PASSED_OVER = new Scalar("", true, false, Position.START);

  private final SourceText source;
  private final Predicate<String> wanted;
  private final Parser parser;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private int aliases;
  private int keptNodes;
  private int lastIndex;

  private YamlParser(SourceText source, Predicate<String> wanted) {
    this.source = source;
    this.wanted = wanted;
    this.parser = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
  }

  /**
   * Parses a document.
   *
   * @param wanted which values to keep, by their keys in the outermost map ({@code nodes}) and in
   *     the maps inside it ({@code nodes.controllers})
   * @throws UnreadableFileException at the first place that is no YAML, or passes a limit
   */
  public static YamlNode parse(SourceText source, Predicate<String> wanted)
      throws UnreadableFileException {
    return new YamlParser(source, wanted).document();
  }

  private YamlNode document() throws UnreadableFileException {
    next();
    if (!(next() instanceof DocumentStartEvent)) {
      throw new UnreadableFileException(Position.START, "the file is empty");
    }
    YamlNode root = node(next(), 0, "", true);
    next();
    Event end = next();
    if (!end.is(ID.StreamEnd)) {
      throw unreadable(end, "a second document begins here; a configuration is one document");
    }
    return root;
  }

  private YamlNode node(Event event, int depth, String path, boolean keep)
      throws UnreadableFileException {
    if (depth > MAX_DEPTH) {
      throw unreadable(event, "more than " + MAX_DEPTH + " maps and lists inside one another");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    @Nullable String anchor = ((NodeEvent) event).getAnchor();
    boolean keepNode = keep || anchor != null;
    if (keepNode && ++keptNodes > MAX_KEPT_NODES) {
      throw unreadable(event, "more than " + MAX_KEPT_NODES + " values in the sections read here");
    }
    YamlNode node =
        switch (event) {
          case MappingStartEvent _ -> mapping(event, depth, anchor == null ? path : "", keepNode);
          case SequenceStartEvent _ -> sequence(event, depth, keepNode);
          default -> keepNode ? scalar((ScalarEvent) event) : PASSED_OVER;
        };
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlNode aliased(AliasEvent alias) throws UnreadableFileException {
    YamlNode target = anchors.get(alias.getAnchor());
    if (target == null) {
      throw unreadable(
          alias,
          "this alias names nothing that is complete above it; a value that begins with * needs"
              + " quotes");
    }
    if (!(target instanceof Scalar) && ++aliases > MAX_ALIASES) {
      throw unreadable(alias, "more than " + MAX_ALIASES + " aliases of maps and lists");
    }
    return target;
  }

  private Scalar scalar(ScalarEvent event) {
    @Nullable String tag = event.getTag();
    boolean foreign = tag != null && !STANDARD_TAGS.contains(tag);
    return new Scalar(event.getValue(), event.isPlain() && tag == null, foreign, place(event));
  }

  private Sequence sequence(Event start, int depth, boolean keep) throws UnreadableFileException {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); !event.is(ID.SequenceEnd); event = next()) {
      YamlNode item = node(event, depth + 1, "", keep);
      if (keep) {
        items.add(item);
      }
    }
    return new Sequence(items, place(start));
  }

  private Mapping mapping(Event start, int depth, String path, boolean keep)
      throws UnreadableFileException {
    List<Entry> entries = new ArrayList<>();
    List<Entry> merged = new ArrayList<>();
    for (Event event = next(); !event.is(ID.MappingEnd); event = next()) {
      Scalar key = key(event, depth, keep);
      boolean isMerge = key.plain() && key.text().equals("<<");
      String keyPath = depth == 0 ? key.text() : path + "." + key.text();
      // An anchored map is kept whole (its path is empty): an alias may put it anywhere.
      boolean isJudged = depth == 0 || !path.isEmpty();
      boolean keepValue = keep && (isMerge || !isJudged || wanted.test(keyPath));
      Event valueEvent = next();
      YamlNode value = node(valueEvent, depth + 1, depth == 0 ? keyPath : "", keepValue);
      if (isMerge && keep) {
        merged.addAll(mergeable(value, valueEvent));
      } else if (keep) {
        entries.add(new Entry(key, value));
      }
    }
    return new Mapping(withMerged(entries, merged), place(start));
  }

  private Scalar key(Event event, int depth, boolean keep) throws UnreadableFileException {
    Position at = place(event);
    return node(event, depth + 1, "", keep) instanceof Scalar scalar
        ? new Scalar(scalar.text(), scalar.plain(), false, at)
        : new Scalar(YamlNode.COMPLEX_KEY, false, false, at);
  }

  /** The entries that {@code <<: *name} or {@code <<: [*name, *other]} brings in. */
  private List<Entry> mergeable(YamlNode value, Event event) throws UnreadableFileException {
    List<YamlNode> sources = value instanceof Sequence list ? list.items() : List.of(value);
    List<Entry> entries = new ArrayList<>();
    for (YamlNode each : sources) {
      if (!(each instanceof Mapping mapping)) {
        throw unreadable(event, "<< merges maps, and this is " + each.kind());
      }
      entries.addAll(mapping.entries());
    }
    return entries;
  }

  /** What a map says itself comes before what it merges, and an earlier merge before a later. */
  private static List<Entry> withMerged(List<Entry> own, List<Entry> merged) {
    if (merged.isEmpty()) {
      return own;
    }
    Set<String> taken = own.stream().map(entry -> entry.key().text()).collect(Collectors.toSet());
    List<Entry> all = new ArrayList<>(own);
    for (Entry entry : merged) {
      if (taken.add(entry.key().text())) {
        all.add(entry);
      }
    }
    return all;
  }

  private Event next() throws UnreadableFileException {
    try {
      Event event = parser.getEvent();
      lastIndex = event.getEndMark().getIndex();
      return event;
    } catch (MarkedYAMLException e) {
      int index = e.getProblemMark() == null ? lastIndex : e.getProblemMark().getIndex();
      throw new UnreadableFileException(
          source.positionOf(index), YamlMistake.describe(e.getProblem(), source, index));
    } catch (RuntimeException _) {
      // SnakeYAML lets some exceptions of the JDK pass, for instance NumberFormatException for
      // "%YAML 99999999999.1". Nothing that stands in a file may end the daemon.
      throw new UnreadableFileException(
          source.positionOf(lastIndex), "the YAML cannot be read from here on");
    }
  }

  private Position place(Event event) {
    return source.positionOf(event.getStartMark().getIndex());
  }

  private UnreadableFileException unreadable(Event event, String message) {
    return new UnreadableFileException(place(event), message);
  }
}
