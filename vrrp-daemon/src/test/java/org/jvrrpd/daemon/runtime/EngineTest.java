package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.log.RecordedLog;

/** Several virtual routers in one process, on interfaces that come and go. Nobody else speaks. */
class EngineTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String RECEIVED = "vrrpStatsAdvertiseRcvd";

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final RecordedLog log = new RecordedLog();
  private final List<String> groupStates = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Engine engine;

  private final class Listener implements Engine.Listener {
    @Override
    public void stepped(Instance instance, Step step) {}

    @Override
    public void groupChanged(String name, String stateName) {
      groupStates.add(name + " " + stateName);
    }

    @Override
    public void broken(Throwable failure) {
      failures.add(failure);
    }
  }

  @BeforeEach
  void open() throws Exception {
    plug("inside", "192.0.2.11/24");
    engine = loop.submit(() -> OrdinaryEngine.open(loop, log, new Listener())).get();
  }

  @AfterEach
  void close() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    loop.execute(
        () -> {
          var _ = engine.stopAll().thenRun(() -> stopped.complete(null));
        });
    stopped.get(5, TimeUnit.SECONDS);
    loop.submit(() -> engine.close()).get();
    group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).sync();
    log.close();
    ip("link del inside");
    assertThat(failures).isEmpty();
  }

  /** With addresses that need no duplicate address detection: tests need not wait for it. */
  private static void plug(String name, String own) throws IOException {
    ip("link add " + name + " type veth peer name " + name + "-far");
    ip("link set " + name + " addrgenmode none");
    ip("link set " + name + "-far addrgenmode none");
    ip("addr add fe80::11/64 nodad dev " + name);
    ip("addr add " + own + " dev " + name);
    ip("link set " + name + "-far up");
    ip("link set " + name + " up");
  }

  private static String ip(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", command, output).isZero();
    return output;
  }

  private static boolean holds(String name, String vip) throws IOException {
    return ip("-o addr show dev " + name).contains(" " + vip + "/");
  }

  private static InstanceConfiguration instance(
      String name, String interfaceName, int vrid, String vip, Optional<String> syncGroup) {
    Particulars particulars = syncGroup.map(SomeParticulars::ofGroup).orElse(Particulars.USUAL);
    return instance(name, interfaceName, vrid, vip, particulars);
  }

  private static InstanceConfiguration instance(
      String name, String interfaceName, int vrid, String vip, Particulars particulars) {
    IpAddress address = IpAddress.parse(vip).orElseThrow();
    return new InstanceConfiguration(
        name,
        ProtocolVersion.V3,
        address.family(),
        vrid,
        Optional.of(interfaceName),
        Optional.empty(),
        100,
        20,
        true,
        Duration.ZERO,
        Optional.empty(),
        List.of(new VirtualAddress(address, address.family() == AddressFamily.IPV4 ? 24 : 64)),
        Map.of(),
        OptionalInt.empty(),
        true,
        true,
        ChecksumForm.PSEUDO_HEADER,
        Duration.ZERO,
        3,
        List.of(),
        particulars);
  }

  /** An end of the cable, which asks for an HMAC with a key of 32 times this character. */
  private static InstanceConfiguration end(String name, String interfaceName, String character) {
    HmacKey key = HmacKey.of(1, character.repeat(32).getBytes(StandardCharsets.US_ASCII));
    HmacSettings hmac =
        new HmacSettings(List.of(key), 1, 5, AntiReplay.TIME, HmacSettings.Mode.ENFORCE);
    return instance(name, interfaceName, 51, "2001:db8::100", SomeParticulars.ofHmac(hmac));
  }

  private void add(InstanceConfiguration... configurations) throws Exception {
    loop.submit(() -> engine.add(Stream.of(configurations).map(InstanceSettings::of).toList()))
        .get();
  }

  private Map<String, String> states() throws Exception {
    return loop.submit(
            () -> {
              Map<String, String> states = new TreeMap<>();
              engine.instances().forEach(each -> states.put(each.name(), each.stateName()));
              return states;
            })
        .get();
  }

  private void awaitStates(Map<String, String> expected) {
    await("states " + expected).atMost(LIMIT).until(() -> states().equals(expected));
  }

  /** On an interface that is not there, so that nothing is asked of the kernel. */
  @Test
  void moreIpv6LeasesThanTheKernelRenewsWithEaseAreSaid() throws Exception {
    add(manyIpv6(1, 1_000));
    assertThat(log.text()).doesNotContain("are leases");
    add(manyIpv6(1_001, 1));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(log.text()).containsOnlyOnce("1001 IPv6 addresses are leases"));
  }

  private static InstanceConfiguration[] manyIpv6(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                instance(
                    "V" + i,
                    "nowhere" + i / 250,
                    i % 250 + 1,
                    "2001:db8::" + Integer.toHexString(i),
                    Optional.empty()))
        .toArray(InstanceConfiguration[]::new);
  }

  /** Asking the kernel for a VIP on a link that it does not have is part of it. */
  @Test
  void rehearsalsChangeNothingAndSayNothing() throws Exception {
    String before = ip("-o addr show");
    InstanceSettings settings =
        InstanceSettings.of(instance("V4", "inside", 51, "192.0.2.100", Optional.empty()));
    loop.submit(
            () -> {
              engine.warmUp(settings);
              return true;
            })
        .get();
    await().pollDelay(Duration.ofMillis(150)).atMost(LIMIT).until(() -> true);
    loop.submit(() -> engine.takeOverNears(RouterTimer.AHEAD_NANOS)).get();
    add(instance("V4", "inside", 51, "192.0.2.100", Optional.empty()));
    awaitStates(Map.of("V4", "MASTER"));
    await().atMost(LIMIT).until(() -> holds("inside", "192.0.2.100"));
    assertThat(log.text()).containsOnlyOnce("Entering MASTER STATE").doesNotContain("No such");
    assertThat(ip("-o addr show").lines()).hasSize((int) before.lines().count() + 1);
  }

  @Test
  void everyVridOfAnInterfaceIsServedAndNobodyLosesALease() throws Exception {
    InstanceConfiguration[] all =
        IntStream.rangeClosed(1, 255)
            .mapToObj(
                vrid ->
                    instance("VI_" + vrid, "inside", vrid, "198.51.100." + vrid, Optional.empty()))
            .toArray(InstanceConfiguration[]::new);
    add(all);
    await()
        .atMost(LIMIT)
        .until(() -> states().values().stream().filter("MASTER"::equals).count() == all.length);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                ip("-4 -o addr show dev inside").lines().filter(l -> l.contains("198.51.")).count()
                    == all.length);
    // Two lifetimes of the leases.
    await().pollDelay(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> true);
    assertThat(states().values()).containsOnly("MASTER");
    assertThat(log.text()).doesNotContain("did not run").doesNotContain("somebody removed");
  }

  @Test
  void aMissingInterfaceIsAFaultOfItsInstancesAlone() throws Exception {
    add(
        instance("V4", "inside", 51, "192.0.2.100", Optional.empty()),
        instance("V6", "inside", 51, "2001:db8::100", Optional.empty()),
        instance("OTHER", "inside", 52, "192.0.2.99", Optional.empty()),
        instance("OUT", "outside", 53, "198.51.100.100", Optional.empty()));
    awaitStates(Map.of("V4", "MASTER", "V6", "MASTER", "OTHER", "MASTER", "OUT", "FAULT"));
    for (String vip : List.of("192.0.2.100", "2001:db8::100", "192.0.2.99")) {
      await(vip).atMost(LIMIT).until(() -> holds("inside", vip));
    }
    plug("outside", "198.51.100.11/24");
    awaitStates(Map.of("V4", "MASTER", "V6", "MASTER", "OTHER", "MASTER", "OUT", "MASTER"));
    ip("link del outside");
    awaitStates(Map.of("V4", "MASTER", "V6", "MASTER", "OTHER", "MASTER", "OUT", "FAULT"));
    assertThat(log.text()).containsOnlyOnce("(V4) Entering MASTER STATE");
  }

  @Test
  void anInstanceThatGoesLeavesTheOthersOfItsInterfaceAlone() throws Exception {
    add(
        instance("STAYS", "inside", 51, "192.0.2.100", Optional.empty()),
        instance("GOES", "inside", 52, "192.0.2.99", Optional.empty()));
    awaitStates(Map.of("STAYS", "MASTER", "GOES", "MASTER"));
    loop.submit(
            () -> {
              List<Instance> leaving =
                  engine.instances().stream().filter(each -> each.name().equals("GOES")).toList();
              var _ = engine.remove(leaving);
            })
        .get();
    await("its address goes").atMost(LIMIT).until(() -> !holds("inside", "192.0.2.99"));
    assertThat(states()).isEqualTo(Map.of("STAYS", "MASTER"));
    assertThat(holds("inside", "192.0.2.100")).isTrue();
    add(instance("COMES", "inside", 54, "192.0.2.98", Optional.empty()));
    awaitStates(Map.of("STAYS", "MASTER", "COMES", "MASTER"));
    assertThat(log.text()).containsOnlyOnce("(STAYS) Entering MASTER STATE");
  }

  /** Over IPv6, where a kernel takes from the cable what it has itself put in at the other end. */
  @Test
  void whoHasTheSameKeyIsHeardAndWhoHasAnotherIsNot() throws Exception {
    ip("addr add fe80::12/64 nodad dev inside-far");
    add(end("NEAR", "inside", "k"), end("FAR", "inside-far", "k"));
    await("one hears the other").atMost(LIMIT).until(() -> backupsThatHeard(5) == 1);
    assertThat(states().values()).containsExactlyInAnyOrder("MASTER", "BACKUP");
    assertThat(log.text()).doesNotContain("HMAC").doesNotContain("trailer");

    loop.submit(
            () -> {
              for (Instance each : engine.instances()) {
                if (each.name().equals("FAR")) {
                  InstanceSettings changed = InstanceSettings.of(end("FAR", "inside-far", "x"));
                  each.reconfigure(changed.speakingFrom(each.settings().router().source()));
                }
              }
            })
        .get();
    awaitStates(Map.of("NEAR", "MASTER", "FAR", "MASTER"));
    await("both refuse the other")
        .atMost(LIMIT)
        .until(
            () ->
                log.text().contains("(NEAR) SPLIT: wrong HMAC, fe80::12")
                    && log.text().contains("(FAR) SPLIT: wrong HMAC, fe80::11"));
  }

  private long backupsThatHeard(long advertisements) throws Exception {
    return loop.submit(
            () ->
                engine.instances().stream()
                    .filter(each -> each.stateName().equals("BACKUP"))
                    .map(each -> each.snapshot().counters().getOrDefault(RECEIVED, 0L))
                    .filter(heard -> heard >= advertisements)
                    .count())
        .get();
  }

  @Test
  void theMembersOfASyncGroupRiseAndFallTogether() throws Exception {
    Optional<String> group = Optional.of("VG");
    add(
        instance("IN", "inside", 51, "192.0.2.100", group),
        instance("OUT", "outside", 52, "198.51.100.100", group),
        instance("ALONE", "inside", 53, "2001:db8::100", Optional.empty()));
    awaitStates(Map.of("IN", "FAULT", "OUT", "FAULT", "ALONE", "MASTER"));
    assertThat(holds("inside", "192.0.2.100")).isFalse();

    plug("outside", "198.51.100.11/24");
    awaitStates(Map.of("IN", "MASTER", "OUT", "MASTER", "ALONE", "MASTER"));
    await("both addresses")
        .atMost(LIMIT)
        .until(() -> holds("inside", "192.0.2.100") && holds("outside", "198.51.100.100"));

    ip("link set outside-far down");
    awaitStates(Map.of("IN", "FAULT", "OUT", "FAULT", "ALONE", "MASTER"));
    await("neither address")
        .atMost(LIMIT)
        .until(() -> !holds("inside", "192.0.2.100") && !holds("outside", "198.51.100.100"));
    ip("link del outside");
    assertThat(groupStates).containsExactly("VG FAULT", "VG BACKUP", "VG MASTER", "VG FAULT");
  }
}
