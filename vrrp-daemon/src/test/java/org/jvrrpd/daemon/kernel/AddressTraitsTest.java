package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/** What {@code ip} lists of addresses that were installed with more than a prefix length. */
class AddressTraitsTest {
  private static final OptionalInt FOR_GOOD = OptionalInt.empty();

  private final VethPair veth = new VethPair();
  private AddressWriter writer;

  @BeforeEach
  void open() throws IOException {
    writer = AddressWriter.open(Runnable::run, new Promptness(Scheduling.ORDINARY, false));
  }

  @AfterEach
  void close() {
    writer.close();
    veth.close();
  }

  @Test
  void labelScopeAndBroadcastAreAsAskedFor() {
    install(
        OptionalInt.of(60),
        new AddressRequest(
            ip("192.0.2.10"),
            24,
            AddressTraits.NONE
                .withLabel(veth.name() + ":vip")
                .withScope(AddressScope.parse("link").orElseThrow())
                .withBroadcast(AddressRequest.broadcast(ip("192.0.2.10"), 24, true))));
    assertThat(listed("192.0.2.10"))
        .containsEntry("label", veth.name() + ":vip")
        .containsEntry("scope", "link")
        .containsEntry("broadcast", "192.0.2.255")
        .containsEntry("dynamic", true);
  }

  @Test
  void withoutTraitsThereIsNoBroadcastAddressAndTheLabelIsTheLink() {
    install(FOR_GOOD, new AddressRequest(ip("192.0.2.10"), 24));
    assertThat(listed("192.0.2.10"))
        .containsEntry("label", veth.name())
        .containsEntry("scope", "global")
        .doesNotContainKey("broadcast");
  }

  @Test
  void renewalKeepsTheTraitsAndRemovalFindsTheAddress() {
    AddressRequest labelled =
        new AddressRequest(
            ip("192.0.2.10"), 24, AddressTraits.NONE.withLabel(veth.name() + ":1").withScope(253));
    install(OptionalInt.of(30), labelled);
    install(OptionalInt.of(90), labelled);
    assertThat(listed("192.0.2.10"))
        .containsEntry("label", veth.name() + ":1")
        .extractingByKey("valid_life_time", INTEGER)
        .isBetween(80, 90);
    remove(labelled);
    assertThat(Ip.prefixes(veth.name())).isEmpty();
  }

  @Test
  void peersOfBothFamiliesComeAndGo() {
    AddressRequest four =
        new AddressRequest(ip("192.0.2.10"), 32, AddressTraits.NONE.withPeer(ip("198.51.100.10")));
    AddressRequest six =
        new AddressRequest(
            ip("2001:db8::10"), 128, AddressTraits.NONE.withPeer(ip("2001:db8:1::10")));
    install(OptionalInt.of(60), four, six);
    assertThat(listed("192.0.2.10")).containsEntry("address", "198.51.100.10");
    assertThat(listed("2001:db8::10")).containsEntry("address", "2001:db8:1::10");
    remove(four, six);
    assertThat(Ip.prefixes(veth.name())).isEmpty();
  }

  @Test
  void deprecatedAddressIsNeverASourceAndAnotherIsForAsLongAsItsLease() {
    AddressTraits deprecated = AddressTraits.NONE.withPreferredSeconds(0);
    AddressTraits always = AddressTraits.NONE.withPreferredSeconds(Integer.MAX_VALUE);
    install(
        OptionalInt.of(60),
        new AddressRequest(ip("2001:db8::10"), 64, deprecated),
        new AddressRequest(ip("2001:db8:1::10"), 128, always));
    assertThat(listed("2001:db8::10"))
        .containsEntry("deprecated", true)
        .containsEntry("preferred_life_time", 0);
    assertThat(listed("2001:db8:1::10"))
        .doesNotContainKey("deprecated")
        .extractingByKey("preferred_life_time", INTEGER)
        .isBetween(50, 60);
  }

  @Test
  void flagsAreThoseOfIpAddress() {
    install(
        FOR_GOOD,
        new AddressRequest(
            ip("2001:db8::10"),
            64,
            AddressTraits.NONE.withFlags(
                Set.of(
                    AddressFlag.HOME,
                    AddressFlag.MANAGE_TEMPORARY,
                    AddressFlag.NO_PREFIX_ROUTE,
                    AddressFlag.DETECT_DUPLICATES))),
        new AddressRequest(
            ip("198.51.100.10"),
            24,
            AddressTraits.NONE.withFlags(Set.of(AddressFlag.NO_PREFIX_ROUTE))));
    assertThat(listed("2001:db8::10"))
        .containsEntry("home", true)
        .containsEntry("mngtmpaddr", true)
        .containsEntry("noprefixroute", true)
        .doesNotContainKey("nodad");
    assertThat(listed("198.51.100.10")).containsEntry("noprefixroute", true);
    assertThat(Ip.run("route show dev " + veth.name())).doesNotContain("198.51.100.0/24");
  }

  @Test
  void broadcastAddressIsComputedByThePrefixLength() {
    IpAddress vip = ip("192.0.2.77");
    assertThat(AddressRequest.broadcast(vip, 26, true)).hasToString("192.0.2.127");
    assertThat(AddressRequest.broadcast(vip, 26, false)).hasToString("192.0.2.64");
    assertThat(AddressRequest.broadcast(vip, 32, true)).isEqualTo(vip);
    assertThat(AddressRequest.broadcast(vip, 0, true)).hasToString("255.255.255.255");
  }

  @Test
  void scopesAreThoseOfIpAddress() {
    assertThat(AddressScope.parse("nowhere")).hasValue(255);
    assertThat(AddressScope.parse("0xc8")).hasValue(AddressScope.SITE);
    assertThat(AddressScope.parse("256")).isEmpty();
    assertThat(AddressScope.parse("universe")).isEmpty();
  }

  @Test
  void whatTheFamilyDoesNotHaveIsRefused() {
    assertRefused("2001:db8::1", AddressTraits.NONE.withLabel("eth0:1"));
    assertRefused("2001:db8::1", AddressTraits.NONE.withBroadcast(ip("192.0.2.255")));
    assertRefused("192.0.2.1", AddressTraits.NONE.withPeer(ip("2001:db8::1")));
    assertThatThrownBy(() -> AddressTraits.NONE.withLabel("sixteen-letters0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AddressTraits.NONE.withScope(256))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(String address, AddressTraits traits) {
    assertThatThrownBy(() -> new AddressRequest(ip(address), 32, traits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Renewals of two links, asked for in turns, neither wait for each other nor mix. */
  @Test
  void twoLinksAreWrittenInTurns() {
    try (VethPair other = new VethPair()) {
      List<AddressRequest> vip = List.of(new AddressRequest(ip("192.0.2.10"), 24));
      Link here = veth.link();
      Link there = other.link();
      CompletableFuture<Optional<SystemCallException>> last = new CompletableFuture<>();
      for (int i = 0; i < 500; i++) {
        writer.install(here, vip, OptionalInt.of(60), _ -> {});
        writer.install(there, vip, OptionalInt.of(90), _ -> {});
      }
      writer.remove(here, vip, last::complete);
      assertThat(last.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
      assertThat(Ip.prefixes(veth.name())).isEmpty();
      assertThat(Ip.addresses("dev " + other.name()))
          .filteredOn(entry -> "192.0.2.10".equals(entry.get("local")))
          .singleElement(map(String.class, Object.class))
          .extractingByKey("valid_life_time", INTEGER)
          .isBetween(80, 90);
    }
  }

  private void install(OptionalInt lifetime, AddressRequest... addresses) {
    CompletableFuture<Optional<SystemCallException>> outcome = new CompletableFuture<>();
    writer.install(veth.link(), List.of(addresses), lifetime, outcome::complete);
    assertThat(outcome.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
  }

  private void remove(AddressRequest... addresses) {
    CompletableFuture<Optional<SystemCallException>> outcome = new CompletableFuture<>();
    writer.remove(veth.link(), List.of(addresses), outcome::complete);
    assertThat(outcome.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
  }

  private Map<String, Object> listed(String address) {
    return Ip.addresses("dev " + veth.name()).stream()
        .filter(entry -> address.equals(entry.get("local")))
        .findFirst()
        .orElseThrow();
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
