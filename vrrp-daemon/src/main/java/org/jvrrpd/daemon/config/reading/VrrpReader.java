package org.jvrrpd.daemon.config.reading;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.vocabulary.Argument;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vocabulary.VocabularyReview;
import org.jvrrpd.daemon.config.vrrp.GarpGroup;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Hooks;
import org.jvrrpd.daemon.config.vrrp.LinkDelay;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Tracking;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Reads a whole configuration. */
public final class VrrpReader {
  private static final BigDecimal MAX_LINK_DELAY_SECONDS = BigDecimal.valueOf(255);

  private final List<Statement> statements;
  private final Findings findings;

  private VrrpReader(List<Statement> statements, Findings findings) {
    this.statements = statements;
    this.findings = findings;
  }

  /**
   * Reviews the words of a configuration and makes the model of them. There is always a model: what
   * cannot be understood is missing in it and has a finding.
   *
   * @param file where a problem of the whole configuration is reported
   */
  public static VrrpConfiguration read(Path file, List<Statement> statements, Findings findings) {
    VocabularyReview.review(statements, Vocabulary.keepalived(), findings);
    return new VrrpReader(statements, findings).read(file);
  }

  private VrrpConfiguration read(Path file) {
    Settings globalSettings =
        Settings.merged(all("global_defs"), "global_defs", Location.startOf(file));
    Globals globals = GlobalsReader.read(globalSettings);
    InstanceReader instances = new InstanceReader(globalSettings, globals, findings);
    return new VrrpConfiguration(
        globals,
        all("vrrp_instance").stream().map(instances::read).toList(),
        all("vrrp_sync_group").stream().map(each -> syncGroup(each, globals)).toList(),
        all("vrrp_script").stream().map(TrackersReader::script).toList(),
        all("track_file", "vrrp_track_file").stream().map(TrackersReader::file).toList(),
        all("vrrp_track_process").stream().map(TrackersReader::process).toList(),
        new AddressLines("static_addresses", findings).read(lines("static_ipaddress")),
        new RouteLines("static_routes", false, findings).read(lines("static_routes")),
        new RouteLines("static_rules", true, findings).read(lines("static_rules")),
        all("track_group").stream().map(VrrpReader::trackGroup).toList(),
        all("garp_group").stream().map(VrrpReader::garpGroup).toList(),
        lines("interface_up_down_delays").stream()
            .map(this::linkDelay)
            .flatMap(Optional::stream)
            .toList(),
        !all("virtual_server", "virtual_server_group").isEmpty());
  }

  private List<Statement> all(String... words) {
    List<String> wanted = List.of(words);
    return statements.stream().filter(each -> wanted.contains(each.keyword())).toList();
  }

  private List<Statement> lines(String word) {
    return all(word).stream().flatMap(each -> each.block().stream()).toList();
  }

  private NamedGroup syncGroup(Statement statement, Globals globals) {
    Settings settings = Settings.of(statement, "vrrp_sync_group");
    return new NamedGroup(
        TrackersReader.name(statement),
        statement.at(),
        settings.names("group"),
        TrackingReader.read(settings, findings),
        HooksReader.read(settings, globals, false),
        settings.has("sync_group_tracking_weight", "global_tracking"));
  }

  private static NamedGroup trackGroup(Statement statement) {
    return new NamedGroup(
        TrackersReader.name(statement),
        statement.at(),
        Settings.of(statement, "track_group").names("group"),
        new Tracking(false, List.of(), List.of(), List.of(), List.of()),
        new Hooks(Map.of(), false, false),
        false);
  }

  private static GarpGroup garpGroup(Statement statement) {
    Settings settings = Settings.of(statement, "garp_group");
    List<Placed<String>> interfaces = new ArrayList<>(settings.names("interfaces"));
    settings.text("interface").ifPresent(interfaces::add);
    return new GarpGroup(
        statement.at(),
        settings.seconds(Duration.ZERO, "garp_interval"),
        settings.seconds(Duration.ZERO, "gna_interval"),
        interfaces);
  }

  private Optional<LinkDelay> linkDelay(Statement line) {
    Optional<Duration> down = delay(line, 0);
    if (down.isEmpty()) {
      findings.error(
          line.at(),
          "interface_up_down_delays",
          "an interface, the seconds until it counts as down and those until it counts as up (0 to"
              + " 255) are due");
      return Optional.empty();
    }
    // Without a second number it is the same, as the manual page has it.
    Duration up = delay(line, 1).orElse(down.get());
    return Optional.of(new LinkDelay(new Placed<>(line.keyword(), line.at()), down.get(), up));
  }

  private static Optional<Duration> delay(Statement line, int index) {
    Argument seconds =
        new Argument(
            Argument.Kind.NUMBER, false, BigDecimal.ZERO, MAX_LINK_DELAY_SECONDS, List.of());
    return Settings.text(line.arguments(), index)
        .flatMap(seconds::number)
        .map(number -> Duration.ofNanos(number.movePointRight(9).longValue()));
  }
}
