package org.jvrrpd.daemon.kernel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.kernel.Ip;
import org.jvrrpd.daemon.kernel.Neighbour;
import org.jvrrpd.daemon.kernel.VethPair;

/** A host and its neighbour in another namespace, who pings it. */
class AcceptFilterTest {
  private static final IpAddress VIP4 = ip("192.0.2.10");
  private static final IpAddress VIP6 = ip("2001:db8::10");

  private final VethPair veth = new VethPair();
  private final AcceptFilter filter = filter("jvrrpd_test");

  @AfterEach
  void close() {
    filter.close();
    veth.close();
  }

  @Test
  void refusedAddressesAreSilentAndTheHostsOwnAreNot() {
    try (Neighbour neighbour = new Neighbour(veth)) {
      assertThat(neighbour.reaches("192.0.2.10")).isTrue();
      assertThat(neighbour.reaches("2001:db8::10")).isTrue();
      refuse(VIP4, VIP6);
      assertThat(neighbour.isRefusedBy("192.0.2.10")).isTrue();
      assertThat(neighbour.isRefusedBy("2001:db8::10")).isTrue();
      assertThat(neighbour.reaches("192.0.2.1")).isTrue();
      assertThat(neighbour.reaches("2001:db8::1")).isTrue();
      assertThat(neighbour.findsItsNeighbours()).contains("192.0.2.10", "2001:db8::10");
      accept(VIP4, VIP6);
      assertThat(neighbour.reaches("192.0.2.10")).isTrue();
      assertThat(neighbour.reaches("2001:db8::10")).isTrue();
    }
  }

  @Test
  void tableIsThereOnlyWhileSomethingIsRefused() {
    assertThat(tables()).isEmpty();
    refuse(VIP4);
    refuse(VIP4, VIP6);
    assertThat(tables()).isEqualTo("table inet jvrrpd_test\n");
    assertThat(listed()).contains("elements = { 192.0.2.10 }").contains("{ 2001:db8::10 }");
    accept(VIP4);
    assertThat(listed()).doesNotContain("192.0.2.10").contains("2001:db8::10");
    filter.close();
    assertThat(tables()).isEmpty();
  }

  @Test
  void addressOfTwoInterfacesIsRefusedUntilBothAcceptIt() {
    outcome(done -> filter.refuse("eth0", List.of(VIP4), done));
    outcome(done -> filter.refuse("eth1", List.of(VIP4), done));
    outcome(done -> filter.accept("eth0", List.of(VIP4), done));
    assertThat(listed()).contains("192.0.2.10");
    outcome(done -> filter.accept("eth1", List.of(VIP4), done));
    assertThat(tables()).isEmpty();
  }

  @Test
  void linkLocalAddressIsRefusedOnItsLinkOnly() {
    refuse(ip("fe80::10"));
    assertThat(listed()).contains("fe80::10 . \"" + veth.name() + "\"");
  }

  @Test
  void twoDaemonsDoNotMeet() {
    try (AcceptFilter other = filter("jvrrpd_other")) {
      refuse(VIP4);
      assertThat(outcome(done -> other.refuse("eth0", List.of(VIP6), done))).isEmpty();
      assertThat(tables()).contains("jvrrpd_test", "jvrrpd_other");
    }
    assertThat(tables()).isEqualTo("table inet jvrrpd_test\n");
  }

  @Test
  void whatAKilledDaemonLeftIsTakenAway() {
    Ip.output(List.of("nft", "add", "table", "inet", "jvrrpd_test"), "");
    assertThat(outcome(filter::removeLeftOver)).isEmpty();
    assertThat(tables()).isEmpty();
    assertThat(outcome(filter::removeLeftOver)).isEmpty();
  }

  @Test
  void tableThatSomebodyFlushedComesBack() {
    refuse(VIP4);
    Ip.output(List.of("nft", "flush", "ruleset"), "");
    assertThat(outcome(filter::restore)).isEmpty();
    assertThat(listed()).contains("192.0.2.10");
  }

  @Test
  void manyAddressesAreOneTransaction() {
    List<IpAddress> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(IpAddress.ofIpv4(0xc6336400 + i));
    }
    refuse(many.toArray(IpAddress[]::new));
    assertThat(listed()).contains("198.51.100.0,").contains("198.51.103.231 }");
  }

  @Test
  void failureIsSaidInWords() {
    AcceptFilter impossible = filter("table");
    assertThat(outcome(done -> impossible.refuse("eth0", List.of(VIP4), done)))
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("nft: ").contains("Error"));
    impossible.close();
    assertThat(tables()).isEmpty();
  }

  @Test
  void nameThatIsNoneIsRefused() {
    for (String name : List.of("", "1a", "a b", "a;b", "a\nb", "a".repeat(64))) {
      assertThatThrownBy(() -> filter(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void refuse(IpAddress... addresses) {
    assertThat(outcome(done -> filter.refuse(veth.name(), List.of(addresses), done))).isEmpty();
  }

  private void accept(IpAddress... addresses) {
    assertThat(outcome(done -> filter.accept(veth.name(), List.of(addresses), done))).isEmpty();
  }

  private static Optional<String> outcome(Consumer<Consumer<Optional<String>>> request) {
    CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
    request.accept(outcome::complete);
    return outcome.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String tables() {
    return Ip.output(List.of("nft", "list", "tables"), "");
  }

  private static String listed() {
    return Ip.output(List.of("nft", "list", "table", "inet", "jvrrpd_test"), "");
  }

  private static AcceptFilter filter(String name) {
    return new AcceptFilter(name, -1, Runnable::run);
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
