package org.jvrrpd.daemon.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * Reads the virtual address from {@code network.vip} or {@code high_availability.vip}: a map, or a
 * plain address whose settings stand beside it.
 */
final class VipReader {
  private static final int DEFAULT_VRID = 51;
  private static final Duration DEFAULT_ADVERT_INTERVAL = Duration.ofSeconds(1);

  /** keepalived's bound (keepalived.conf(5), preempt_delay). */
  private static final Duration MAX_PREEMPT_DELAY = Duration.ofSeconds(1000);

  /** Both RFCs, section 6.1. */
  private static final int DEFAULT_DOWN_INTERVALS = 3;

  /** keepalived's bound (keepalived.conf(5), vrrp_down_timer_adverts). */
  private static final int MAX_DOWN_INTERVALS = 100;

  /** A day: whoever wants more does not want the node to take part. */
  private static final Duration MAX_STARTUP_DELAY = Duration.ofDays(1);

  /** For {@code checksum: rfc9568}, a word in global_defs of keepalived 2.4; 2.2.7 has none. */
  private static final String KEEPALIVEDS_CHECKSUM = "v3_checksum_as_v2";

  private final Problems problems;

  VipReader(Problems problems) {
    this.problems = problems;
  }

  /** The settings of the file's one virtual address, empty if it names none. */
  Optional<VipSettings> read(Section root) {
    Optional<Section> network = root.section("network");
    Optional<Section> availability = root.section("high_availability");
    boolean inNetwork = network.filter(section -> section.has("vip")).isPresent();
    boolean inAvailability = availability.filter(section -> section.has("vip")).isPresent();
    if (inNetwork && inAvailability) {
      problems.warning(
          availability.orElseThrow().placeOfKey("vip"),
          "is passed over, because network.vip is there too; remove one of them");
    }
    if (inNetwork) {
      return readFrom(network.orElseThrow(), network.orElseThrow());
    }
    if (inAvailability) {
      Section beside = network.filter(VipReader::hasSettings).orElse(availability.orElseThrow());
      return readFrom(availability.orElseThrow(), beside);
    }
    problems.error(
        new Place(network.map(Section::place).orElse(root.place()).at(), "network.vip.address"),
        "is missing; it is the address that the controllers share");
    return Optional.empty();
  }

  private static boolean hasSettings(Section network) {
    return network.has("netmask") || network.has("interface");
  }

  private Optional<VipSettings> readFrom(Section holder, Section beside) {
    if (holder.hasParts("vip")) {
      return holder.section("vip").flatMap(this::readMap);
    }
    Optional<Text> plain = holder.text("vip");
    if (plain.isEmpty()) {
      problems.error(holder.place("vip"), "names no address");
      return Optional.empty();
    }
    return Optional.of(settings(plain, beside));
  }

  private Optional<VipSettings> readMap(Section vip) {
    vip.warnOfUnknownKeys(KnownKeys.VIP, Set.of());
    Optional<Text> address =
        vip.has("addresses")
            ? vip.text("address")
            : vip.required("it is the address that the controllers share", "address");
    return Optional.of(settings(address, vip));
  }

  private VipSettings settings(Optional<Text> address, Section section) {
    List<VipAddresses.Placed> addresses = new VipAddresses(problems).read(address, section);
    AddressFamily family = VipAddresses.family(addresses);
    ProtocolVersion version = version(section, family);
    return new VipSettings(
        addresses,
        section
            .convert(
                VipReader::interfaceName, "a name that a network interface can have", "interface")
            .filter(name -> isNotLoopback(name, section.place("interface"))),
        authPass(section, version),
        version,
        section.integer(DEFAULT_VRID, 1, 255, "vrrp_router_id", "virtual_router_id"),
        advertIntervalCentis(section, version),
        section.place("advert_int"),
        section.seconds(Duration.ZERO, MAX_PREEMPT_DELAY, "preempt_delay").orElse(Duration.ZERO),
        section.flag("health_takeover").orElse(true),
        section.flag("vip_lease").orElse(true),
        checksumForm(section, version, family),
        section.seconds(Duration.ZERO, MAX_STARTUP_DELAY, "startup_delay").orElse(Duration.ZERO),
        section.integer(DEFAULT_DOWN_INTERVALS, 1, MAX_DOWN_INTERVALS, "down_timer_adverts"));
  }

  /** An IPv6 address implies version 3, as in keepalived. */
  private ProtocolVersion version(Section section, AddressFamily family) {
    boolean ipv6 = family == AddressFamily.IPV6;
    int number = section.integer(ipv6 ? 3 : 2, 2, 3, "version");
    if (ipv6 && number == 2) {
      problems.warning(
          section.place("version"),
          "is passed over: version 2 has no IPv6 (RFC 3768), so that the VIP gets version 3");
    }
    return ipv6 || number == 3 ? ProtocolVersion.V3 : ProtocolVersion.V2;
  }

  /** What the kernel accepts (net/core/dev.c, dev_valid_name). */
  private static Optional<String> interfaceName(Text text) {
    String name = text.value();
    boolean valid =
        !name.isEmpty()
            && name.getBytes(StandardCharsets.UTF_8).length <= 15
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c));
    return valid ? Optional.of(name) : Optional.empty();
  }

  private boolean isNotLoopback(String name, Place place) {
    if (name.equals("lo")) {
      problems.error(
          place, "lo reaches no other host; name the interface of the controllers' network");
    }
    return !name.equals("lo");
  }

  private Optional<Text> authPass(Section section, ProtocolVersion version) {
    String[] spellings = {"auth_pass", "auth_password"};
    if (!section.has(spellings)) {
      return Optional.empty();
    }
    Optional<Text> password =
        section.required("remove the line if there is to be no authentication", spellings);
    Place place = section.place(spellings);
    if (version == ProtocolVersion.V3) {
      problems.error(
          place,
          section.has("version")
              ? "version 3 has no authentication (RFC 9568); remove the password"
              : "version 3, which an IPv6 address implies, has no authentication (RFC 9568); remove"
                  + " the password");
    } else if (password.filter(text -> text.value().isEmpty()).isPresent()) {
      problems.error(place, "is empty; remove the line if there is to be no authentication");
    } else if (password.filter(text -> text.value().indexOf('\0') >= 0).isPresent()) {
      problems.error(place, "holds a zero byte, which ends a password on the wire");
    }
    return password;
  }

  private int advertIntervalCentis(Section section, ProtocolVersion version) {
    Optional<Duration> interval =
        switch (version) {
          case V2 ->
              section.convert(
                  VipReader::wholeSeconds,
                  "a whole number of seconds from 1 to 255 (version 2)",
                  "advert_int");
          case V3 ->
              section.seconds(Duration.ofMillis(10), Duration.ofMillis(40_950), "advert_int");
        };
    // A duration in whole hundredths: both encodings of an interval can hold it.
    Duration chosen = interval.orElse(DEFAULT_ADVERT_INTERVAL);
    if (chosen.toNanos() % 10_000_000 != 0) {
      problems.error(section.place("advert_int"), "has more than two decimals");
    }
    return (int) (chosen.toMillis() / 10);
  }

  /** Which of the two readings version 3 has of a checksum over IPv4 we send; we hear both. */
  private ChecksumForm checksumForm(
      Section section, ProtocolVersion version, AddressFamily family) {
    List<String> keys =
        Stream.of("checksum", KEEPALIVEDS_CHECKSUM).filter(key -> section.has(key)).toList();
    if (version == ProtocolVersion.V2 || family == AddressFamily.IPV6) {
      String where = family == AddressFamily.IPV6 ? "over IPv6" : "in version 2";
      keys.forEach(
          key ->
              problems.warning(
                  section.placeOfKey(key),
                  "has no effect " + where + ", which has one checksum only"));
    } else if (keys.size() > 1) {
      problems.warning(
          section.placeOfKey(KEEPALIVEDS_CHECKSUM),
          "is passed over, because checksum, which decides the same, is there too; remove one of"
              + " them");
    }
    Optional<ChecksumForm> chosen =
        section.convert(
            VipReader::checksumForm,
            "compat (with the pseudo-header, as keepalived sends it) or rfc9568 (without)",
            "checksum");
    Optional<ChecksumForm> keepaliveds =
        section
            .flag(KEEPALIVEDS_CHECKSUM)
            .map(on -> on ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER);
    return chosen.or(() -> keepaliveds).orElse(ChecksumForm.PSEUDO_HEADER);
  }

  private static Optional<ChecksumForm> checksumForm(Text text) {
    return switch (text.value()) {
      case "compat" -> Optional.of(ChecksumForm.PSEUDO_HEADER);
      case "rfc9568" -> Optional.of(ChecksumForm.MESSAGE_ONLY);
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> wholeSeconds(Text text) {
    return text.decimal()
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .map(number -> Duration.ofSeconds(number.longValueExact()))
        .filter(time -> time.toSeconds() >= 1 && time.toSeconds() <= 255);
  }
}
