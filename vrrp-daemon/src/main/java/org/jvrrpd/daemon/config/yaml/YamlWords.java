package org.jvrrpd.daemon.config.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvrrpd.daemon.config.Position;
import org.jvrrpd.daemon.config.SourceText;
import org.jvrrpd.daemon.config.YamlNode;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Word;

/** Makes words of scalars, each with its place, as the file writes them: 0123 stays 0123. */
final class YamlWords {
  /** As many as a keepalived.conf may have; aliases could make any number of them. */
  private static final int MAX_WORDS = 100_000;

  private static final int MAX_SHOWN = 64;
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Path file;
  private final SourceText source;
  private final Findings findings;
  private int made;

  YamlWords(Path file, SourceText source, Findings findings) {
    this.file = file;
    this.source = source;
    this.findings = findings;
  }

  /** Where a node stands. */
  Location at(YamlNode node) {
    return VrrpYaml.location(file, node.at());
  }

  /** The entries of a map; a key that is there twice, or is no word, is reported and left out. */
  List<Entry> distinct(Mapping map) {
    Map<String, Position> first = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : map.entries()) {
      Scalar key = entry.key();
      Position before = first.putIfAbsent(key.text(), key.at());
      if (key.text().equals(YamlNode.COMPLEX_KEY)) {
        findings.error(at(key), "", "a word is due here, and this is a map or a list");
      } else if (before != null) {
        findings.error(
            at(key),
            shown(key.text()),
            "is here twice, first in line " + before.line() + "; put them together");
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** A scalar as one word, whatever is in it. */
  Word whole(Scalar scalar) {
    count(scalar);
    return new Word(scalar.text(), at(scalar));
  }

  /** The words of a scalar, which blanks separate. */
  List<Word> split(Scalar scalar) {
    List<Word> words = new ArrayList<>();
    String text = scalar.text();
    OptionalInt begin = source.indexOf(scalar.at(), text);
    Matcher word = WORD.matcher(text);
    int codePoints = 0;
    int counted = 0;
    while (word.find() && count(scalar)) {
      codePoints += text.codePointCount(counted, word.start());
      counted = word.start();
      Position at =
          begin.isPresent() ? source.positionOf(begin.getAsInt() + codePoints) : scalar.at();
      words.add(new Word(word.group(), VrrpYaml.location(file, at)));
    }
    return words;
  }

  /** Whether there may be more words. */
  boolean hasRoom() {
    return made < MAX_WORDS;
  }

  private boolean count(Scalar scalar) {
    if (++made == MAX_WORDS) {
      findings.error(
          at(scalar), "", "there are more than " + MAX_WORDS + " words; the rest is not read");
    }
    return hasRoom();
  }

  /** The truth value that a word is in YAML 1.1, which is what people are used to. */
  static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** What a message shows of a key. */
  static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
