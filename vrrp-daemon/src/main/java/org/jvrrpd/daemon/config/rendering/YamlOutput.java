package org.jvrrpd.daemon.config.rendering;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jvrrpd.daemon.config.statement.Word;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** One YAML document on its way out. What another program would take for a number has quotes. */
final class YamlOutput {
  /** Written alike by everybody, unlike 0100 and 1:30. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]+)?");

  private final StringWriter text = new StringWriter();
  private final Emitter emitter = new Emitter(text, options());
  private final Resolver resolver = new Resolver();

  YamlOutput() {
    emit(new StreamStartEvent(null, null));
    emit(new DocumentStartEvent(null, null, false, null, Map.of()));
  }

  private static DumperOptions options() {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return options;
  }

  /** Ends the document and returns all of it. */
  String finish() {
    emit(new DocumentEndEvent(null, null, false));
    emit(new StreamEndEvent(null, null));
    return text.toString();
  }

  /** A map whose keys and values are written by an action. */
  void map(Runnable entries) {
    emit(new MappingStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
    entries.run();
    emit(new MappingEndEvent(null, null));
  }

  /** A list, an item on each line. */
  void list(Runnable items) {
    emit(new SequenceStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
    items.run();
    emit(new SequenceEndEvent(null, null));
  }

  /** A list on one line. */
  void words(List<Word> words) {
    emit(new SequenceStartEvent(null, null, true, null, null, FlowStyle.FLOW));
    words.forEach(each -> text(each.text()));
    emit(new SequenceEndEvent(null, null));
  }

  /** A word of the language, or a truth value. */
  void word(String word) {
    scalar(word, ScalarStyle.PLAIN);
  }

  /** A text, a plain number or a truth value. */
  void value(String value) {
    boolean plain =
        PLAIN_NUMBER.matcher(value).matches()
            || resolver.resolve(NodeId.scalar, value, true).equals(Tag.BOOL);
    if (plain) {
      word(value);
    } else {
      text(value);
    }
  }

  /** A text, in quotes where it looks like anything else. */
  void text(String value) {
    boolean plain = resolver.resolve(NodeId.scalar, value, true).equals(Tag.STR);
    if (value.chars().anyMatch(Character::isISOControl)) {
      scalar(value, ScalarStyle.DOUBLE_QUOTED);
    } else {
      scalar(value, plain ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED);
    }
  }

  private void scalar(String value, ScalarStyle style) {
    emit(new ScalarEvent(null, null, new ImplicitTuple(true, true), value, null, null, style));
  }

  private void emit(Event event) {
    try {
      emitter.emit(event);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing but memory is written to", e);
    }
  }
}
