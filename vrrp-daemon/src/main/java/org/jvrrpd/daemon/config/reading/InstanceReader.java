package org.jvrrpd.daemon.config.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.vrrp.Address;
import org.jvrrpd.daemon.config.vrrp.Election;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Holdings;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.VirtualMac;
import org.jvrrpd.daemon.config.vrrp.Wire;
import org.jvrrpd.daemon.config.vrrp.Wire.Authentication;
import org.jvrrpd.daemon.config.vrrp.Wire.Peer;

/** Reads a {@code vrrp_instance}; what it does not say it takes from the globals. */
final class InstanceReader {
  private static final int USUAL_PRIORITY = 100;
  private static final int USUAL_TTL = 255;
  private static final int USUAL_DOWN_TIMER = 3;
  private static final int VERSION_OF_IPV6 = 3;

  private final Settings globalSettings;
  private final Globals globals;
  private final Findings findings;

  InstanceReader(Settings globalSettings, Globals globals, Findings findings) {
    this.globalSettings = globalSettings;
    this.globals = globals;
    this.findings = findings;
  }

  Instance read(Statement statement) {
    Settings settings = Settings.of(statement, "vrrp_instance");
    Holdings holdings = holdings(settings);
    Wire wire = wire(settings);
    AddressFamily family = family(holdings, wire);
    return new Instance(
        statement.value().map(Word::text).orElse(""),
        statement.at(),
        settings.integer("virtual_router_id"),
        settings
            .text("interface")
            .or(() -> globals.defaultInterface().map(name -> new Placed<>(name, statement.at()))),
        family,
        version(settings, family),
        election(settings),
        wire,
        holdings,
        AnnouncingReader.read(settings, "", globals.announcing(), false),
        TrackingReader.read(settings, findings),
        HooksReader.read(
            settings, globals, globalSettings.flag("vrrp_notify_priority_changes").orElse(false)),
        virtualMac(settings));
  }

  private static AddressFamily family(Holdings holdings, Wire wire) {
    return holdings.addresses().stream()
        .map(Address::address)
        .findFirst()
        .or(() -> wire.peers().stream().map(peer -> peer.address().value()).findFirst())
        .or(() -> wire.unicastSource().map(Placed::value))
        .or(() -> wire.multicastSource().map(Placed::value))
        .map(IpAddress::family)
        .orElse(AddressFamily.IPV4);
  }

  private Placed<Integer> version(Settings settings, AddressFamily family) {
    Placed<Integer> written =
        settings.integer("version").orElse(new Placed<>(globals.version(), settings.at()));
    return family == AddressFamily.IPV6 && !settings.has("version")
        ? new Placed<>(VERSION_OF_IPV6, written.at())
        : written;
  }

  private Election election(Settings settings) {
    Optional<Location> master =
        settings.text("state").filter(each -> each.value().equals("MASTER")).map(Placed::at);
    int priority = master.isPresent() ? Instance.OWNER_PRIORITY : USUAL_PRIORITY;
    return new Election(
        master,
        settings.integer("priority").orElse(new Placed<>(priority, settings.at())),
        settings
            .text("advert_int")
            .map(each -> new Placed<>(centis(each.value()), each.at()))
            .orElse(new Placed<>(100, settings.at())),
        settings.where("nopreempt"),
        settings.seconds("preempt_delay").orElse(new Placed<>(Duration.ZERO, settings.at())),
        settings.integer(
            globalSettings.integer(USUAL_DOWN_TIMER, "vrrp_down_timer_adverts"),
            "down_timer_adverts"),
        flag(settings, "strict_mode", "vrrp_strict"),
        flag(settings, "lower_prio_no_advert", "vrrp_lower_prio_no_advert"),
        flag(settings, "higher_prio_send_advert", "vrrp_higher_prio_send_advert"),
        flag(settings, "owner_ignore_adverts", "vrrp_owner_ignore_adverts"));
  }

  private boolean flag(Settings settings, String word, String globalWord) {
    return settings.flag(word).or(() -> globalSettings.flag(globalWord)).orElse(false);
  }

  private static int centis(String seconds) {
    return new BigDecimal(seconds)
        .movePointRight(2)
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  private Wire wire(Settings settings) {
    return new Wire(
        settings.address("mcast_src_ip"),
        settings.address("unicast_src_ip"),
        settings.where("unicast_peer", "unicast_src_ip"),
        peers(settings),
        settings.address("mcast_dst_ip"),
        settings.integer(USUAL_TTL, "unicast_ttl"),
        flag(settings, "check_unicast_src", "vrrp_check_unicast_src"),
        flag(settings, "skip_check_adv_addr", "vrrp_skip_check_adv_addr"),
        flag(settings, "v3_checksum_as_v2", "v3_checksum_as_v2"),
        settings.last("authentication").flatMap(this::authentication),
        settings.last("auth_hmac").map(new HmacReader(findings)::read));
  }

  private Optional<Authentication> authentication(Statement statement) {
    Settings settings = Settings.of(statement, "authentication");
    Optional<Placed<String>> type = settings.text("auth_type");
    if (type.isEmpty() && !settings.has("auth_type")) {
      findings.strictWarning(
          statement.at(), "authentication", "has no auth_type, so the password is not used");
    }
    return type.map(each -> authentication(settings, each));
  }

  private static Authentication authentication(Settings settings, Placed<String> type) {
    Optional<Placed<String>> password = settings.text("auth_pass");
    return new Authentication(
        settings.at(),
        type,
        password.map(each -> new Placed<>(Secret.of(each.value()), each.at())),
        password.map(each -> each.value().getBytes(StandardCharsets.UTF_8).length).orElse(0));
  }

  private List<Peer> peers(Settings settings) {
    List<Peer> peers = new ArrayList<>();
    for (Statement line : settings.lines("unicast_peer")) {
      Optional<IpAddress> address = IpAddress.parse(line.keyword());
      if (address.isEmpty()) {
        findings.error(
            line.at(),
            "unicast_peer",
            LineWords.shown(line.words().getFirst()) + " is not an address");
        continue;
      }
      Map<String, Word> values = new HashMap<>();
      LineWords.read(
          line.arguments(),
          Vocabulary.keepalived().section("peers"),
          findings,
          values,
          new HashSet<>());
      peers.add(
          new Peer(
              new Placed<>(address.get(), line.at()),
              ttl(values, "min_ttl"),
              ttl(values, "max_ttl")));
    }
    return peers;
  }

  private static OptionalInt ttl(Map<String, Word> values, String word) {
    Word ttl = values.get(word);
    return ttl == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(ttl.text()));
  }

  private Holdings holdings(Settings settings) {
    AddressLines addresses = new AddressLines("addresses", findings);
    return new Holdings(
        addresses.read(settings.lines("virtual_ipaddress")),
        addresses.read(settings.lines("virtual_ipaddress_excluded")),
        new RouteLines("routes", false, findings).read(settings.lines("virtual_routes")),
        new RouteLines("rules", true, findings).read(settings.lines("virtual_rules")),
        settings.where("accept"),
        settings.where("no_accept"),
        settings.has("no_virtual_ipaddress"));
  }

  private static Optional<VirtualMac> virtualMac(Settings settings) {
    return settings.last("use_vmac").map(statement -> virtualMac(settings, statement));
  }

  private static VirtualMac virtualMac(Settings settings, Statement statement) {
    List<String> words = statement.arguments().stream().map(Word::text).toList();
    return new VirtualMac(
        words.stream().filter(each -> !isMac(each)).findFirst(),
        words.stream().filter(InstanceReader::isMac).findFirst(),
        settings.has("vmac_xmit_base"),
        settings.has("use_vmac_addr"),
        statement.at());
  }

  /** Five octets leave the last one to the VRID. */
  private static boolean isMac(String word) {
    return word.matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){4,5}");
  }
}
