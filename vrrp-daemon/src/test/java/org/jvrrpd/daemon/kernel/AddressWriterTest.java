package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Observed with {@code ip}, on a link of this run's own namespace. */
class AddressWriterTest {
  private static final AddressRequest VIP = request("192.0.2.10", 24);

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
  void leaseIsGlobalSecondaryDynamicAndOurs() throws IOException {
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
    assertThat(install(OptionalInt.of(60), VIP)).isEmpty();

    assertThat(vipAsListed())
        .containsEntry("prefixlen", 24)
        .containsEntry("scope", "global")
        .containsEntry("secondary", true)
        .containsEntry("dynamic", true)
        .extractingByKey("valid_life_time")
        .isIn(59, 60);
    assertThat(Ip.run("addr show dev " + veth.name()))
        .contains("inet 192.0.2.10/24 scope global secondary dynamic");
    assertThat(KernelSnapshot.read().addresses(veth.link().index()))
        .filteredOn(address -> address.address().equals(VIP.address()))
        .singleElement()
        .extracting(InterfaceAddress::protocol)
        .isEqualTo(AddressWriter.ADDRESS_PROTOCOL);
  }

  @Test
  void outcomesCanBeWaitedFor() {
    AtomicBoolean told = new AtomicBoolean();
    writer.expect(Duration.ofMillis(5).toNanos());
    writer.install(veth.link(), List.of(VIP), OptionalInt.of(60), _ -> told.set(true));
    writer.awaitOutcomes(Duration.ofSeconds(10).toNanos());
    assertThat(told).isTrue();
    assertThat(Ip.prefixes(veth.name())).contains("192.0.2.10/24");
    long before = System.nanoTime();
    writer.awaitOutcomes(Duration.ofSeconds(10).toNanos());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void leaseEndsByItself() throws IOException {
    assertThat(install(OptionalInt.of(1), VIP)).isEmpty();
    assertThat(Ip.prefixes(veth.name())).contains("192.0.2.10/24");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !Ip.prefixes(veth.name()).contains("192.0.2.10/24"));
  }

  @Test
  void installationWithoutALifetimeStaysAndEndsALease() {
    assertThat(install(OptionalInt.of(60), VIP)).isEmpty();
    assertThat(install(OptionalInt.empty(), VIP)).isEmpty();
    assertThat(vipAsListed())
        .doesNotContainKey("dynamic")
        .containsEntry("valid_life_time", 4294967295L);
  }

  @Test
  void ipv6LeaseSkipsDuplicateDetectionAndAHostPrefixIsNeverPreferred() {
    AddressRequest inSubnet = request("2001:db8::10", 64);
    AddressRequest alone = request("2001:db8:1::10", 128);
    assertThat(install(OptionalInt.of(60), inSubnet, alone)).isEmpty();
    assertThat(listed("2001:db8::10"))
        .containsEntry("prefixlen", 64)
        .containsEntry("nodad", true)
        .containsEntry("preferred_life_time", 60)
        .doesNotContainKey("tentative");
    assertThat(listed("2001:db8:1::10"))
        .containsEntry("prefixlen", 128)
        .containsEntry("preferred_life_time", 0)
        .containsEntry("deprecated", true);
  }

  /** The kernel has one route for both, and would give it the lifetime of the lease. */
  @Test
  void anIpv6LeaseBesideTheHostsOwnAddressLeavesItsRouteAlone() {
    Ip.run("addr add 2001:db8::1/64 dev " + veth.name() + " nodad valid_lft 600 preferred_lft 600");
    AddressRequest vip = request("2001:db8::10", 64).besideAnother();
    assertThat(install(OptionalInt.of(5), vip)).isEmpty();
    assertThat(install(OptionalInt.of(5), vip)).isEmpty();
    assertThat(listed("2001:db8::10")).containsEntry("nodad", true);
    assertThat(secondsOfTheRoute()).isGreaterThan(500);
    assertThat(remove(veth.link(), vip)).isEmpty();
    assertThat(secondsOfTheRoute()).isGreaterThan(500);
  }

  @Test
  void anIpv6LeaseAloneBringsItsRoute() {
    assertThat(install(OptionalInt.of(60), request("2001:db8::10", 64))).isEmpty();
    assertThat(secondsOfTheRoute()).isBetween(50, 60);
  }

  /** How long the route to 2001:db8::/64 still lasts. */
  private int secondsOfTheRoute() {
    String routes = Ip.run("-6 route show 2001:db8::/64 dev " + veth.name());
    Matcher expires = Pattern.compile("expires (-?[0-9]+)sec").matcher(routes);
    assertThat(expires.find()).as(routes).isTrue();
    return Integer.parseInt(expires.group(1));
  }

  @Test
  void removalTakesTheAddressAway() {
    assertThat(install(OptionalInt.of(60), VIP, request("2001:db8::10", 64))).isEmpty();
    assertThat(remove(veth.link(), VIP, request("2001:db8::10", 64))).isEmpty();
    assertThat(Ip.prefixes(veth.name())).doesNotContain("192.0.2.10/24", "2001:db8::10/64");
  }

  @Test
  void removingWhatIsNotThereSucceeds() {
    assertThat(remove(veth.link(), VIP, request("2001:db8::10", 64))).isEmpty();
    assertThat(remove(missingLink(), VIP, request("2001:db8::10", 64))).isEmpty();
  }

  @Test
  void removalLeavesTheSameAddressOfAnotherPrefixLength() {
    Ip.run("addr add 192.0.2.10/32 dev " + veth.name());
    assertThat(remove(veth.link(), VIP)).isEmpty();
    assertThat(Ip.prefixes(veth.name())).contains("192.0.2.10/32");
  }

  @Test
  void missingLinkIsSaidInWords() {
    assertThat(outcome(done -> writer.install(missingLink(), List.of(VIP), seconds(2), done)))
        .get()
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV))
        .extracting(SystemCallException::getMessage)
        .asString()
        .startsWith("adding 192.0.2.10/24 to gone0: No such device (ENODEV)");
  }

  @Test
  void oneFailureDoesNotKeepTheOthersOut() {
    // A multicast address cannot be installed; it stands between two that can.
    AddressRequest impossible = request("ff02::1", 64);
    AddressRequest after = request("192.0.2.11", 24);
    assertThat(install(seconds(60), VIP, impossible, after))
        .get()
        .extracting(SystemCallException::getMessage)
        .asString()
        .contains("ff02::1/64");
    assertThat(Ip.prefixes(veth.name())).contains("192.0.2.10/24", "192.0.2.11/24");
  }

  @Test
  void thousandAddressesAreInstalledAndRemovedInOneBatch() {
    List<AddressRequest> thousand = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      thousand.add(new AddressRequest(IpAddress.ofIpv4(0xc6336400 + i), 32));
    }
    Link link = veth.link();
    assertThat(outcome(done -> writer.install(link, thousand, seconds(60), done))).isEmpty();
    assertThat(Ip.prefixes(veth.name())).hasSizeGreaterThanOrEqualTo(1_000);
    assertThat(outcome(done -> writer.remove(link, thousand, done))).isEmpty();
    assertThat(Ip.prefixes(veth.name())).noneMatch(prefix -> prefix.startsWith("198.51."));
  }

  /** They go to the kernel together, and it answers only those that fail and the last. */
  @Test
  void oneBatchThatFailsAmongOthersFailsAlone() {
    Link link = veth.link();
    Link gone = new Link(1_000_000, "gone", true, MacAddress.NONE, 1500);
    Map<Integer, CompletableFuture<Optional<SystemCallException>>> outcomes = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      List<AddressRequest> one = List.of(new AddressRequest(IpAddress.ofIpv4(0xc6336400 + i), 32));
      CompletableFuture<Optional<SystemCallException>> outcome = new CompletableFuture<>();
      outcomes.put(i, outcome);
      writer.install(i % 7 == 3 ? gone : link, one, seconds(60), outcome::complete);
    }
    outcomes.forEach(
        (i, outcome) ->
            assertThat(outcome)
                .succeedsWithin(Duration.ofSeconds(5))
                .extracting(failure -> failure.map(SystemCallException::errno))
                .isEqualTo(i % 7 == 3 ? Optional.of(Errno.ENODEV) : Optional.empty()));
    assertThat(Ip.prefixes(veth.name())).hasSizeGreaterThanOrEqualTo(300 - 43);
  }

  @Test
  void renewalAfterTheLeasesDeadlineIsRefused() {
    Link link = veth.link();
    long past = System.nanoTime() - 1;
    assertThat(outcome(done -> writer.renew(link, List.of(VIP), 60, past, done)))
        .get()
        .extracting(SystemCallException::errno)
        .isEqualTo(Errno.ETIME);
    assertThat(Ip.prefixes(veth.name())).doesNotContain("192.0.2.10/24");
  }

  @Test
  void renewalBeforeTheLeasesDeadlineProlongsIt() {
    Link link = veth.link();
    assertThat(install(seconds(30), VIP)).isEmpty();
    long soon = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    CompletableFuture<Optional<SystemCallException>> told = new CompletableFuture<>();
    writer.renew(link, List.of(VIP), 90, soon, told::complete);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(vipAsListed()).extractingByKey("valid_life_time").isIn(89, 90));
    assertThat(told).as("only a failure is told").isNotDone();
  }

  @Test
  void leaseOfNoTimeIsRefused() {
    assertThatThrownBy(() -> install(seconds(0), VIP)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void warmUpSucceedsAndChangesNothing() {
    String before = Ip.run("addr");
    assertThat(outcome(writer::warmUp)).isEmpty();
    assertThat(Ip.run("addr")).isEqualTo(before);
  }

  @Test
  void batchWithoutAddressesSucceeds() {
    assertThat(install(seconds(60))).isEmpty();
  }

  @Test
  void closingCarriesOutWhatWaits() {
    Link link = veth.link();
    List<Optional<SystemCallException>> outcomes = new ArrayList<>();
    writer.install(link, List.of(VIP), seconds(60), outcomes::add);
    writer.remove(link, List.of(VIP), outcomes::add);
    writer.close();
    assertThat(outcomes).containsExactly(Optional.empty(), Optional.empty());
    assertThat(Ip.prefixes(veth.name())).doesNotContain("192.0.2.10/24");
  }

  @Test
  void closedWriterSaysSo() {
    writer.close();
    assertThat(remove(veth.link(), VIP))
        .get()
        .extracting(SystemCallException::errno)
        .isEqualTo(Errno.ECANCELED);
  }

  private Optional<SystemCallException> install(OptionalInt lifetime, AddressRequest... addresses) {
    Link link = veth.link();
    return outcome(done -> writer.install(link, List.of(addresses), lifetime, done));
  }

  private Optional<SystemCallException> remove(Link link, AddressRequest... addresses) {
    return outcome(done -> writer.remove(link, List.of(addresses), done));
  }

  private static Optional<SystemCallException> outcome(
      Consumer<Consumer<Optional<SystemCallException>>> request) {
    CompletableFuture<Optional<SystemCallException>> outcome = new CompletableFuture<>();
    request.accept(outcome::complete);
    return outcome.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Map<String, Object> vipAsListed() {
    return listed("192.0.2.10");
  }

  private Map<String, Object> listed(String address) {
    return Ip.addresses("dev " + veth.name()).stream()
        .filter(entry -> address.equals(entry.get("local")))
        .findFirst()
        .orElseThrow();
  }

  private static Link missingLink() {
    return new Link(987_654, "gone0", true, MacAddress.NONE, 1500);
  }

  private static OptionalInt seconds(int seconds) {
    return OptionalInt.of(seconds);
  }

  private static AddressRequest request(String address, int prefixLength) {
    return new AddressRequest(IpAddress.parse(address).orElseThrow(), prefixLength);
  }
}
