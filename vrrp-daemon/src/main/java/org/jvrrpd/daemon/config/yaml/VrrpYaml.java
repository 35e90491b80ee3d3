package org.jvrrpd.daemon.config.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.Position;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.SourceText;
import org.jvrrpd.daemon.config.UnreadableFileException;
import org.jvrrpd.daemon.config.YamlNode;
import org.jvrrpd.daemon.config.YamlNode.Entry;
import org.jvrrpd.daemon.config.YamlNode.Mapping;
import org.jvrrpd.daemon.config.YamlNode.Scalar;
import org.jvrrpd.daemon.config.YamlParser;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;

/** A YAML file with keepalived's words: everything stands under {@code vrrp:}. */
public final class VrrpYaml {
  private static final String VRRP = "vrrp";

  /** With one of these beside {@code vrrp} a file is a cluster's. */
  private static final Set<String> SECTIONS_OF_A_CLUSTER =
      Set.of("network", "nodes", "controllers", "high_availability");

  private static final Pattern KEY_OF_A_BROKEN_FILE =
      Pattern.compile("(?m)^[\"']?([a-z_]+)[\"']?[ \\t]*:");

  private VrrpYaml() {}

  /**
   * Whether a file has {@code vrrp:} on its top level and nothing there that belongs to a cluster's
   * YAML. Of a file that is no YAML, the beginnings of the lines decide. Blocks on the file system.
   */
  public static boolean isOne(Path file) {
    try {
      Set<String> keys = topLevel(SourceText.read(file));
      return keys.contains(VRRP) && keys.stream().noneMatch(SECTIONS_OF_A_CLUSTER::contains);
    } catch (UnreadableFileException _) {
      // Whoever reads it next says what is wrong.
      return false;
    }
  }

  private static Set<String> topLevel(SourceText source) {
    try {
      return YamlParser.parse(source, _ -> false) instanceof Mapping mapping
          ? mapping.entries().stream().map(each -> each.key().text()).collect(Collectors.toSet())
          : Set.of();
    } catch (UnreadableFileException _) {
      return KEY_OF_A_BROKEN_FILE
          .matcher(source.text())
          .results()
          .map(each -> each.group(1))
          .collect(Collectors.toSet());
    }
  }

  /** Reads a file of at most 1 MiB. Blocks on the file system. */
  public static List<Statement> read(Path file, Findings findings) {
    findings.reading(file);
    try {
      return read(file, SourceText.read(file), findings);
    } catch (UnreadableFileException e) {
      findings.add(Severity.ERROR, Verdict.CANNOT_RUN, location(file, e.at()), "", e.sentence());
      return List.of();
    }
  }

  private static List<Statement> read(Path file, SourceText source, Findings findings)
      throws UnreadableFileException {
    YamlNode document =
        YamlParser.parse(source, path -> path.equals(VRRP) || path.startsWith(VRRP + "."));
    Optional<Entry> vrrp =
        document instanceof Mapping mapping ? section(file, mapping, findings) : Optional.empty();
    if (vrrp.isEmpty()) {
      findings.error(location(file, document.at()), "", "there is no vrrp: here");
      return List.of();
    }
    return switch (vrrp.get().value()) {
      case Mapping words -> new YamlStatements(file, source, findings).read(words);
      case Scalar scalar when scalar.isNull() -> List.of();
      case YamlNode other -> {
        findings.error(
            location(file, other.at()),
            VRRP,
            "is a map of keepalived's words, and this is " + other.kind());
        yield List.of();
      }
    };
  }

  private static Optional<Entry> section(Path file, Mapping document, Findings findings) {
    Optional<Entry> vrrp = document.find(VRRP);
    for (Entry each : document.entries()) {
      boolean named = each.key().text().equals(VRRP);
      if (named && !vrrp.equals(Optional.of(each))) {
        findings.error(location(file, each.key().at()), VRRP, "is here twice; put them together");
      } else if (!named) {
        findings.strictWarning(
            location(file, each.key().at()),
            "",
            "this is passed over: of a file with vrrp: nothing else is read");
      }
    }
    return vrrp;
  }

  static Location location(Path file, Position at) {
    return new Location(file, at.line(), at.column());
  }
}
