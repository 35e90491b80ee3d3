package org.jvrrpd.daemon.config.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Argument;
import org.jvrrpd.daemon.config.vocabulary.Keyword;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.IpRouteLine;
import org.jvrrpd.daemon.config.vrrp.Placed;

/** Reads lines of {@code virtual_routes}, {@code virtual_rules} and the static ones. */
final class RouteLines {
  private static final Set<String> ADDRESSES = Set.of("to", "src", "via", "from");
  private static final Set<String> DEVICES = Set.of("dev", "oif", "iif");

  private final Section section;
  private final boolean rules;
  private final Findings findings;

  /** Reads routes, or rules, with the words of a section. */
  RouteLines(String section, boolean rules, Findings findings) {
    this.section = Vocabulary.keepalived().section(section);
    this.rules = rules;
    this.findings = findings;
  }

  /** The routes or rules of some lines; what is wrong with them is reported. */
  List<IpRouteLine> read(List<Statement> lines) {
    return lines.stream().map(this::read).toList();
  }

  private IpRouteLine read(Statement line) {
    Reading reading = new Reading(line.words());
    reading.readAll();
    if (rules && !reading.hasPreference) {
      findings.error(
          line.at(), "", "this rule has no preference, so nobody knows where it comes to stand");
    }
    return new IpRouteLine(
        reading.normal,
        reading.ipv6 ? AddressFamily.IPV6 : AddressFamily.IPV4,
        Optional.ofNullable(reading.device),
        reading.tracked,
        Optional.ofNullable(reading.trackGroup),
        line.at());
  }

  /** One line while it is read. */
  private final class Reading {
    private final List<Word> words;
    private final List<String> normal = new ArrayList<>();
    private int at;
    private boolean ipv6;
    private boolean tracked = true;
    private boolean hasDestination;
    private boolean hasPreference;
    private @Nullable Placed<String> device;
    private @Nullable Placed<String> trackGroup;

    Reading(List<Word> words) {
      this.words = words;
    }

    void readAll() {
      while (at < words.size()) {
        Word word = words.get(at++);
        Optional<Keyword> keyword = section.find(word.text());
        if (keyword.isPresent()) {
          known(word, keyword.get());
        } else if (!rules && !hasDestination) {
          hasDestination = true;
          address(word, "the destination");
          normal.add(word.text());
        } else {
          LineWords.unknown(word, section, findings);
        }
      }
    }

    private void known(Word word, Keyword keyword) {
      switch (word.text()) {
        case "no_track" -> tracked = false;
        case "inet6" -> ipv6 = true;
        case "inet" -> {}
        case "gw" -> {
          old(word, "via");
          normal.add("via");
          value("via");
        }
        case "or" -> {
          old(word, "nexthop");
          normal.addAll(List.of("nexthop", "via"));
          value("via");
        }
        case "track_group" -> trackGroup = next().map(RouteLines::placed).orElse(null);
        default -> {
          normal.add(word.text());
          hasDestination |= word.text().equals("default") || word.text().equals("to");
          hasPreference |= Set.of("preference", "pref", "order", "priority").contains(word.text());
          boolean single =
              !keyword.arguments().isEmpty()
                  && keyword.arguments().getFirst().kind() != Argument.Kind.WORDS;
          if (single) {
            value(word.text());
          } else if (!keyword.arguments().isEmpty()) {
            rest();
          }
        }
      }
    }

    private void old(Word word, String today) {
      findings.error(word.at(), "", "\"" + word.text() + "\" is an old word for " + today);
    }

    private void value(String keyword) {
      Optional<Word> value = next();
      if (value.filter(each -> Set.of("lock", "inet", "inet6").contains(each.text())).isPresent()) {
        normal.add(value.get().text());
        value = next();
      }
      if (value.isEmpty()) {
        findings.error(words.getLast().at(), keyword, "needs a value");
        return;
      }
      if (ADDRESSES.contains(keyword)) {
        address(value.get(), keyword);
      }
      if (DEVICES.contains(keyword) && device == null) {
        device = placed(value.get());
      }
      normal.add(value.get().text());
    }

    /** Values up to the next word that is known. */
    private void rest() {
      while (at < words.size() && section.find(words.get(at).text()).isEmpty()) {
        normal.add(words.get(at++).text());
      }
    }

    private void address(Word word, String what) {
      String text = word.text();
      boolean symbolic = Set.of("default", "default6", "all", "any").contains(text);
      String[] parts = text.split("/", 2);
      Optional<IpAddress> address = IpAddress.parse(parts[0]);
      ipv6 |= address.filter(each -> each.family() == AddressFamily.IPV6).isPresent();
      // ip-route(8) lets the last octets of a network be missing: 10/8.
      boolean shortened = text.matches("\\d{1,3}(\\.\\d{1,3}){0,3}(/\\d{1,2})?");
      if (!symbolic && address.isEmpty() && !shortened) {
        findings.error(
            word.at(), "", what + " is not an address or network: " + LineWords.shown(word));
      }
    }

    private Optional<Word> next() {
      return at < words.size() ? Optional.of(words.get(at++)) : Optional.empty();
    }
  }

  private static Placed<String> placed(Word word) {
    return new Placed<>(word.text(), word.at());
  }
}
