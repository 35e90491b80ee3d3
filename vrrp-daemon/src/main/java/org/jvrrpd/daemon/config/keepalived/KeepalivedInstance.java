package org.jvrrpd.daemon.config.keepalived;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;

/**
 * What one {@code vrrp_instance} block makes of the wire, keepalived's defaults filled in
 * (keepalived.conf(5)). A value that cannot be read, for example since it is a variable, is empty.
 *
 * @param name the block's name
 * @param vrid its {@code virtual_router_id}
 * @param interfaceName its {@code interface}
 * @param version 2 or 3
 * @param priority 1 to 255
 * @param intervalCentis {@code advert_int} in centiseconds
 * @param authType {@code PASS} or {@code AH}; empty where there is no authentication
 * @param password of {@code PASS}, the first eight bytes
 * @param addresses the virtual addresses that it advertises, without their prefix lengths
 */
public record KeepalivedInstance(
    String name,
    OptionalInt vrid,
    Optional<String> interfaceName,
    OptionalInt version,
    OptionalInt priority,
    OptionalInt intervalCentis,
    Optional<String> authType,
    Optional<Secret> password,
    Set<IpAddress> addresses) {

  private static final int CENTIS = 100;

  /** Keeps the order of the addresses. */
  public KeepalivedInstance {
    addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
  }

  static KeepalivedInstance of(Statement block, Optional<String> globalVersion) {
    Optional<Statement> authentication = block.last("authentication");
    boolean startsAsMaster = value(block, "state").filter("MASTER"::equals).isPresent();
    return new KeepalivedInstance(
        block.value().map(Word::text).orElse(""),
        number(value(block, "virtual_router_id").orElse("")),
        value(block, "interface"),
        number(value(block, "version").or(() -> globalVersion).orElse("2")),
        // Without a priority, one that is to be MASTER takes itself for the address owner.
        number(value(block, "priority").orElse(startsAsMaster ? "255" : "100")),
        centis(value(block, "advert_int").orElse("1")),
        authentication.flatMap(each -> value(each, "auth_type")),
        authentication
            .flatMap(each -> value(each, "auth_pass"))
            .filter(text -> !text.contains("$"))
            .map(Secret::of),
        addresses(block));
  }

  private static Optional<String> value(Statement block, String keyword) {
    return block.last(keyword).flatMap(Statement::value).map(Word::text);
  }

  private static Set<IpAddress> addresses(Statement block) {
    Set<IpAddress> found = new LinkedHashSet<>();
    for (Statement list : block.all("virtual_ipaddress")) {
      for (Statement each : list.block()) {
        IpAddress.parse(each.keyword().replaceFirst("/.*", "")).ifPresent(found::add);
      }
    }
    return found;
  }

  private static OptionalInt number(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt centis(String seconds) {
    try {
      double centis = Double.parseDouble(seconds) * CENTIS;
      return centis >= 1 && centis <= 255 * CENTIS
          ? OptionalInt.of((int) Math.round(centis))
          : OptionalInt.empty();
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
