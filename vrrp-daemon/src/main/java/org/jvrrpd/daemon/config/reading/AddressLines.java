package org.jvrrpd.daemon.config.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Section;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.Address;

/** Reads lines of {@code virtual_ipaddress}, {@code static_ipaddress} and the like. */
final class AddressLines {
  /** IFNAMSIZ without its last byte; a label is as long as a name of an interface. */
  private static final int MAX_LABEL = 15;

  private static final Set<String> SCOPES = Set.of("site", "link", "host", "nowhere", "global");

  private final Section section;
  private final Findings findings;

  AddressLines(String section, Findings findings) {
    this.section = Vocabulary.keepalived().section(section);
    this.findings = findings;
  }

  /** The addresses of some lines; a line that is none is reported and left out. */
  List<Address> read(List<Statement> lines) {
    return lines.stream().map(this::read).flatMap(Optional::stream).toList();
  }

  private Optional<Address> read(Statement line) {
    String[] parts = line.keyword().split("/", 2);
    Optional<IpAddress> address = IpAddress.parse(parts[0]);
    if (address.isEmpty()) {
      findings.error(
          line.at(), "", LineWords.shown(line.words().getFirst()) + " is not an address");
      return Optional.empty();
    }
    int prefixLength = prefixLength(line, address.get(), parts);
    Map<String, Word> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    LineWords.read(line.arguments(), section, findings, values, flags);
    Optional<Word> label = Optional.ofNullable(values.get("label"));
    if (label.filter(each -> each.text().length() > MAX_LABEL).isPresent()) {
      findings.error(
          label.get().at(), "label", "is longer than " + MAX_LABEL + " characters; shorten it");
      return Optional.empty();
    }
    return Optional.of(
        new Address(
            address.get(),
            prefixLength,
            LineWords.placed(values, "dev"),
            label.map(Word::text),
            scope(values),
            text(values, "brd").or(() -> text(values, "broadcast")),
            text(values, "peer").flatMap(peer -> IpAddress.parse(peer.replaceFirst("/.*", ""))),
            text(values, "preferred_lft"),
            LineWords.placed(values, "track_group"),
            flags,
            line.at()));
  }

  private int prefixLength(Statement line, IpAddress address, String[] parts) {
    int most = address.family() == AddressFamily.IPV4 ? 32 : 128;
    if (parts.length == 1) {
      return most;
    }
    try {
      int length = Integer.parseInt(parts[1]);
      if (length >= 0 && length <= most) {
        return length;
      }
    } catch (NumberFormatException _) {
      // Reported below, as a number that is out of range.
    }
    findings.error(
        line.at(),
        "",
        LineWords.shown(line.words().getFirst())
            + " does not end with a prefix length (0 to "
            + most
            + ")");
    return most;
  }

  private Optional<String> scope(Map<String, Word> values) {
    Optional<Word> scope = Optional.ofNullable(values.get("scope"));
    if (scope.filter(each -> !isScope(each.text())).isPresent()) {
      findings.error(
          scope.get().at(),
          "scope",
          LineWords.shown(scope.get()) + " is none of global, site, link, host, nowhere");
      return Optional.empty();
    }
    return scope.map(Word::text);
  }

  private static boolean isScope(String text) {
    return SCOPES.contains(text) || text.matches("\\d{1,3}|0x[0-9a-fA-F]{1,2}");
  }

  private static Optional<String> text(Map<String, Word> values, String word) {
    return Optional.ofNullable(values.get(word)).map(Word::text);
  }
}
