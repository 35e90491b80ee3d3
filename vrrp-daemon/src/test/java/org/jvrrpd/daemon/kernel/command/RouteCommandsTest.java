package org.jvrrpd.daemon.kernel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.kernel.Ip;
import org.jvrrpd.daemon.kernel.VethPair;
import org.jvrrpd.daemon.kernel.command.RouteLine.Kind;

/** Routes and rules of this run's namespace, listed by ip. */
class RouteCommandsTest {
  private final VethPair veth = new VethPair();
  private final RouteCommands commands = new RouteCommands(Runnable::run);

  @BeforeEach
  void addNeighbours() {
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
    Ip.run("addr add 2001:db8::1/64 dev " + veth.name() + " nodad");
  }

  @AfterEach
  void close() {
    commands.close();
    veth.close();
    Ip.run("rule flush protocol 18");
    Ip.run("-6 rule flush protocol 18");
  }

  @Test
  void routesAndRulesOfBothFamiliesComeAndGo() {
    List<RouteLine> lines =
        List.of(
            route("198.51.100.0/24 via 192.0.2.9"),
            route("203.0.113.0/24 src 192.0.2.1 dev " + veth.name() + " table 100 metric 7"),
            route("default table 101 nexthop via 192.0.2.7 nexthop via 192.0.2.8 weight 3"),
            route("blackhole 203.0.113.128/25"),
            rule("from 192.0.2.0/24 lookup 100 preference 500"),
            route6("2001:db8:1::/48 via 2001:db8::9"),
            rule6("from 2001:db8::/32 lookup 100 preference 501"));
    assertThat(add(lines)).isEmpty();
    assertThat(Ip.run("route show"))
        .contains("198.51.100.0/24 via 192.0.2.9 dev " + veth.name() + " proto keepalived")
        .contains("blackhole 203.0.113.128/25 proto keepalived");
    assertThat(Ip.run("route show table 100"))
        .contains("proto keepalived scope link src 192.0.2.1 metric 7");
    assertThat(Ip.run("route show table 101")).contains("192.0.2.7").contains("weight 3");
    assertThat(Ip.run("rule show")).contains("500:	from 192.0.2.0/24 lookup 100 proto keepalived");
    assertThat(Ip.run("-6 route show")).contains("2001:db8:1::/48 via 2001:db8::9");
    assertThat(Ip.run("-6 rule show")).contains("501:	from 2001:db8::/32 lookup 100");

    assertThat(remove(lines)).isEmpty();
    assertThat(everything()).doesNotContain("keepalived", "proto 18");
  }

  @Test
  void addingWhatIsThereAndRemovingWhatIsNotAreNoFailures() {
    List<RouteLine> lines =
        List.of(
            route("198.51.100.0/24 via 192.0.2.9"),
            rule("from 192.0.2.0/24 lookup 100 preference 500"),
            rule("from 192.0.2.0/24 lookup 102"),
            route6("2001:db8:1::/48 via 2001:db8::9"),
            rule6("from 2001:db8::/32 lookup 100 preference 501"));
    assertThat(add(lines)).isEmpty();
    String once = everything();
    assertThat(add(lines)).isEmpty();
    assertThat(everything()).isEqualTo(once);
    assertThat(remove(lines)).isEmpty();
    assertThat(remove(lines)).isEmpty();
    assertThat(
            remove(
                List.of(
                    route("198.51.100.0/24 dev gone0"),
                    route("198.51.100.0/24 via 192.0.2.9 table 4711"),
                    route6("2001:db8:1::/48 via 2001:db8::9 table 4711"))))
        .isEmpty();
  }

  @Test
  void routeOfSomebodyElseStandsBackAndIsThereAfterwards() {
    Ip.run("route add default via 192.0.2.7");
    List<RouteLine> ours = List.of(route("default via 192.0.2.8"));
    assertThat(add(ours)).isEmpty();
    assertThat(Ip.run("route get 203.0.113.1")).contains("via 192.0.2.8");
    assertThat(remove(ours)).isEmpty();
    assertThat(Ip.run("route get 203.0.113.1")).contains("via 192.0.2.7");
  }

  @Test
  void lineThatNamesAProtocolKeepsIt() {
    RouteLine own = route("198.51.100.0/24 via 192.0.2.9 proto static");
    assertThat(own.isMarked()).isFalse();
    assertThat(add(List.of(own))).isEmpty();
    assertThat(Ip.run("route show proto static")).contains("198.51.100.0/24");
    assertThat(remove(List.of(own))).isEmpty();
    assertThat(Ip.run("route show proto static")).isEmpty();
  }

  /** ip ends at a word that it does not know, and goes on after what the kernel refuses. */
  @Test
  void oneBadLineDoesNotKeepTheOthersOutAndIsExplained() {
    List<RouteLine> lines =
        List.of(
            route("198.51.100.0/25 via 192.0.2.9"),
            route("198.51.100.128/25 via 203.0.113.9"),
            route("203.0.113.0/25 bogus"),
            route("203.0.113.0/26 via 192.0.2.9"),
            route("203.0.113.64/26 dev gone0"),
            route("203.0.113.128/26 via 192.0.2.300"),
            route("203.0.113.192/26 via 192.0.2.9"));
    List<RouteFailure> failures = add(lines);
    assertThat(failures)
        .extracting(RouteFailure::line)
        .containsExactly(lines.get(1), lines.get(2), lines.get(4), lines.get(5));
    assertThat(failures.get(0).reason()).containsIgnoringCase("gateway");
    assertThat(failures.get(1).reason()).contains("bogus");
    assertThat(failures.get(2))
        .hasToString("203.0.113.64/26 dev gone0: Cannot find device \"gone0\"");
    assertThat(failures.get(3).reason()).contains("192.0.2.300");
    assertThat(Ip.run("route show proto 18").lines())
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactlyInAnyOrder("198.51.100.0/25", "203.0.113.0/26", "203.0.113.192/26");
  }

  @Test
  void whatAKilledDaemonLeftIsTakenAwayAndNothingElse() {
    Ip.run("route add 203.0.113.0/24 via 192.0.2.7");
    Ip.run("rule add from 203.0.113.0/24 lookup 99 preference 400");
    String before = everything();
    add(
        List.of(
            route("198.51.100.0/24 via 192.0.2.9"),
            route("198.51.100.0/24 via 192.0.2.9 table 100"),
            rule("from 192.0.2.0/24 lookup 100 preference 500"),
            route6("2001:db8:1::/48 via 2001:db8::9 table 100"),
            rule6("from 2001:db8::/32 lookup 100 preference 501")));
    assertThat(everything()).isNotEqualTo(before);
    assertThat(RouteCommandsTest.<String>outcome(commands::removeLeftOvers)).isEmpty();
    assertThat(everything()).isEqualTo(before);
    assertThat(RouteCommandsTest.<String>outcome(commands::removeLeftOvers)).isEmpty();
    Ip.run("rule del from 203.0.113.0/24 lookup 99 preference 400");
  }

  @Test
  void manyRoutesAreOneProcessesWork() {
    List<RouteLine> lines = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      lines.add(route("198.51." + (100 + i / 256) + "." + i % 256 + "/32 via 192.0.2.9 table 100"));
    }
    assertThat(add(lines)).isEmpty();
    assertThat(Ip.run("route show table 100").lines()).hasSize(2_000);
    assertThat(remove(lines)).isEmpty();
    assertThat(Ip.run("route show table all proto 18")).isEmpty();
  }

  @Test
  void wordsThatMeanSomethingToABatchAreRefused() {
    for (String word : List.of("", "a b", "a\nb", "'a'", "a\"", "#a", "a\\")) {
      assertThatThrownBy(
              () -> new RouteLine(Kind.ROUTE, AddressFamily.IPV4, List.of("default", word)))
          .as(word)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RouteLine(Kind.RULE, AddressFamily.IPV4, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedOnesSaySo() {
    commands.close();
    assertThat(add(List.of(route("198.51.100.0/24 via 192.0.2.9"))))
        .singleElement()
        .extracting(RouteFailure::reason)
        .asString()
        .contains("ending");
  }

  private List<RouteFailure> add(List<RouteLine> lines) {
    return outcome(done -> commands.add(lines, done));
  }

  private List<RouteFailure> remove(List<RouteLine> lines) {
    return outcome(done -> commands.remove(lines, done));
  }

  private static <T> List<T> outcome(Consumer<Consumer<List<T>>> request) {
    CompletableFuture<List<T>> outcome = new CompletableFuture<>();
    request.accept(outcome::complete);
    return outcome.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String everything() {
    return Ip.run("route show table all")
        + Ip.run("rule show")
        + Ip.run("-6 route show table all")
        + Ip.run("-6 rule show");
  }

  private static RouteLine route(String text) {
    return line(Kind.ROUTE, AddressFamily.IPV4, text);
  }

  private static RouteLine route6(String text) {
    return line(Kind.ROUTE, AddressFamily.IPV6, text);
  }

  private static RouteLine rule(String text) {
    return line(Kind.RULE, AddressFamily.IPV4, text);
  }

  private static RouteLine rule6(String text) {
    return line(Kind.RULE, AddressFamily.IPV6, text);
  }

  private static RouteLine line(Kind kind, AddressFamily family, String text) {
    return new RouteLine(kind, family, List.of(text.split(" ")));
  }
}
