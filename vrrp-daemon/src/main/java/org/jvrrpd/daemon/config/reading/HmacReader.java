package org.jvrrpd.daemon.config.reading;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.daemon.config.KeyMaterial;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.UnusableKeyException;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.Hmac;
import org.jvrrpd.daemon.config.vrrp.Placed;

/**
 * Reads an {@code auth_hmac}. A key that cannot be used keeps a daemon from starting: with one less
 * it might be understood by nobody, or let everybody in. No key is ever part of a finding.
 */
final class HmacReader {
  private static final String KEY = "auth_hmac";
  private static final String FILE = "file:";

  private final Findings findings;

  HmacReader(Findings findings) {
    this.findings = findings;
  }

  Hmac read(Statement statement) {
    Settings settings = Settings.of(statement, KEY);
    return new Hmac(
        statement.at(),
        settings.all("key").stream().flatMap(line -> key(line).stream()).toList(),
        settings.integer("active_key"),
        settings.integer("time_window"),
        settings.text("anti_replay").flatMap(HmacReader::antiReplay).orElse(AntiReplay.TIME),
        settings.text("mode").flatMap(HmacReader::mode).orElse(Mode.ENFORCE));
  }

  private static Optional<AntiReplay> antiReplay(Placed<String> word) {
    return Arrays.stream(AntiReplay.values())
        .filter(each -> each.word().equals(word.value()))
        .findFirst();
  }

  private static Optional<Mode> mode(Placed<String> word) {
    return Arrays.stream(Mode.values())
        .filter(each -> each.word().equals(word.value()))
        .findFirst();
  }

  private Optional<Hmac.Key> key(Statement line) {
    List<Word> given = line.arguments();
    if (given.size() < 2) {
      return Optional.empty();
    }
    String id = given.getFirst().text();
    if (Vocabulary.keepalived()
        .section(KEY)
        .find("active_key")
        .filter(word -> word.arguments().getFirst().accepts(id))
        .isEmpty()) {
      return unusable(line, "its first value is its number, 0 to 255");
    }
    return source(line, Integer.parseInt(id), given.get(1).text());
  }

  private Optional<Hmac.Key> source(Statement line, int id, String value) {
    try {
      Hmac.Source source =
          value.startsWith(FILE)
              ? new Hmac.InFile(line.at().file().resolveSibling(value.substring(FILE.length())))
              : new Hmac.Written(KeyMaterial.parse(id, value));
      return Optional.of(new Hmac.Key(id, source, line.at()));
    } catch (UnusableKeyException e) {
      return unusable(line, e.getMessage());
    } catch (InvalidPathException _) {
      return unusable(line, "behind file: stands the name of a file");
    }
  }

  private Optional<Hmac.Key> unusable(Statement line, String why) {
    findings.refusal(Severity.ERROR, Verdict.OBJECTS, line.at(), KEY + " key", why);
    return Optional.empty();
  }
}
