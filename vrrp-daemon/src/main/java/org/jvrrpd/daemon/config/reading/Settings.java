package org.jvrrpd.daemon.config.reading;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Argument;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Placed;

/**
 * A block that is asked for its values. Where a word stands several times, the last one that can be
 * used counts, as in keepalived.
 */
final class Settings {
  private static final int NANO_DIGITS = 9;

  private final List<Statement> statements;
  private final Section section;
  private final Location at;

  private Settings(List<Statement> statements, Section section, Location at) {
    this.statements = statements;
    this.section = section;
    this.at = at;
  }

  /** The block of a statement, as the table describes one. */
  static Settings of(Statement statement, String section) {
    return new Settings(
        statement.block(), Vocabulary.keepalived().section(section), statement.at());
  }

  /** The blocks of several statements as one, as keepalived takes {@code global_defs}. */
  static Settings merged(List<Statement> blocks, String section, Location fallback) {
    List<Statement> all = new ArrayList<>();
    blocks.forEach(each -> all.addAll(each.block()));
    Location at = blocks.isEmpty() ? fallback : blocks.getFirst().at();
    return new Settings(all, Vocabulary.keepalived().section(section), at);
  }

  /** Where the block begins. */
  Location at() {
    return at;
  }

  /** All statements with one of these words. */
  List<Statement> all(String... words) {
    return statements.stream().filter(each -> is(each, words)).toList();
  }

  private static boolean is(Statement statement, String... words) {
    return Arrays.asList(words).contains(statement.keyword());
  }

  /** The last of them. */
  Optional<Statement> last(String... words) {
    return all(words).stream().reduce((_, later) -> later);
  }

  /** The lines of all blocks with one of these words. */
  List<Statement> lines(String... words) {
    return all(words).stream().flatMap(each -> each.block().stream()).toList();
  }

  /** Where a word stands. */
  Optional<Location> where(String... words) {
    return last(words).map(Statement::at);
  }

  /** A word without arguments. */
  boolean has(String... words) {
    return last(words).isPresent();
  }

  /** A truth value; the word alone means true. */
  Optional<Boolean> flag(String... words) {
    return last(words)
        .flatMap(
            each ->
                each.value().isEmpty()
                    ? Optional.of(true)
                    : Argument.flag(each.value().get().text()));
  }

  /** The value behind a word, if it is one that the table allows. */
  Optional<Placed<String>> text(String... words) {
    return all(words).stream()
        .flatMap(each -> usable(each).stream())
        .reduce((_, later) -> later)
        .map(word -> new Placed<>(word.text(), word.at()));
  }

  private Optional<Word> usable(Statement statement) {
    return statement.value().filter(word -> argument(statement).accepts(word.text()));
  }

  private Argument argument(Statement statement) {
    return section.find(statement.keyword()).orElseThrow().arguments().getFirst();
  }

  /** A whole number. */
  Optional<Placed<Integer>> integer(String... words) {
    return text(words).map(text -> new Placed<>(Integer.parseInt(text.value()), text.at()));
  }

  /** A whole number, or what holds without it. */
  int integer(int absent, String word) {
    return integer(word).map(Placed::value).orElse(absent);
  }

  /** A whole number that may be absent. */
  OptionalInt optional(String word) {
    return integer(word).map(Placed::value).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** Seconds, with decimals or without. */
  Optional<Placed<Duration>> seconds(String... words) {
    return text(words).map(text -> new Placed<>(duration(text.value()), text.at()));
  }

  /** Seconds, or what holds without them. */
  Duration seconds(Duration absent, String... words) {
    return seconds(words).map(Placed::value).orElse(absent);
  }

  private static Duration duration(String seconds) {
    // Nobody means a part of a nanosecond.
    return Duration.ofNanos(
        new BigDecimal(seconds).movePointRight(NANO_DIGITS).toBigInteger().longValue());
  }

  /** An address. */
  Optional<Placed<IpAddress>> address(String... words) {
    return text(words)
        .flatMap(text -> IpAddress.parse(text.value()).map(ip -> new Placed<>(ip, text.at())));
  }

  /** A command, with who runs it. */
  Optional<Command> command(String... words) {
    return last(words).flatMap(Settings::command);
  }

  /** The command that a statement holds. */
  static Optional<Command> command(Statement statement) {
    List<Word> given = statement.arguments();
    return given.isEmpty() || given.getFirst().text().isBlank()
        ? Optional.empty()
        : Optional.of(
            new Command(
                given.getFirst().text(), text(given, 1), text(given, 2), given.getFirst().at()));
  }

  /** The text of a word, if there are so many. */
  static Optional<String> text(List<Word> words, int index) {
    return index < words.size() ? Optional.of(words.get(index).text()) : Optional.empty();
  }

  /** Whether one of the words behind a word is this one. */
  boolean hasArgument(String word, String argument) {
    return last(word)
        .filter(each -> each.arguments().stream().anyMatch(a -> a.text().equals(argument)))
        .isPresent();
  }

  /** All names in the blocks with this word, on one line or several. */
  List<Placed<String>> names(String word) {
    return lines(word).stream()
        .flatMap(each -> each.words().stream())
        .map(each -> new Placed<>(each.text(), each.at()))
        .toList();
  }
}
