package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.VirtualAddress;

/** What would make a first take-over run cold: a rehearsal in which nobody becomes MASTER. */
class RehearsalTest {
  private static final int ROUNDS = 40;
  private static final IpAddress SOURCE = IpAddress.parse("192.0.2.101").orElseThrow();
  private static final IpAddress VIP = IpAddress.parse("192.0.2.100").orElseThrow();

  private static final HmacSettings HMAC =
      new HmacSettings(
          List.of(HmacKey.of(1, new byte[32])),
          1,
          5,
          HmacSettings.AntiReplay.TIME,
          HmacSettings.Mode.ENFORCE);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

  @AfterEach
  void endTheLoop() {
    group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void everyRoundTakesOver(RouterSettings router) throws Exception {
    IoEventLoop loop = group.next();
    InstanceSettings settings =
        new InstanceSettings(
            router,
            new Attachment(router.source().family(), Optional.of("eth0"), Optional.empty(), false),
            router.addresses().stream().map(each -> new VirtualAddress(each, 24)).toList(),
            router.grouped() ? SomeParticulars.ofGroup("VG") : Particulars.USUAL);

    int takeOvers = loop.submit(() -> Rehearsal.run(loop, settings)).get(30, TimeUnit.SECONDS);

    assertThat(takeOvers).isGreaterThanOrEqualTo(ROUNDS);
  }

  static Stream<Named<RouterSettings>> configurations() {
    return Stream.of(
        Named.of("version 2", version(ProtocolVersion.V2).build()),
        Named.of("an owner", version(ProtocolVersion.V2).priority(255).build()),
        Named.of("a long interval", version(ProtocolVersion.V2).intervalCentis(25_500).build()),
        Named.of(
            "version 3 with the other checksum",
            version(ProtocolVersion.V3).checksumForm(ChecksumForm.MESSAGE_ONLY).build()),
        Named.of(
            "IPv6",
            RouterSettings.of(
                    "VI_MAIN",
                    ProtocolVersion.V3,
                    51,
                    IpAddress.ofIpv6(0, 0),
                    List.of(IpAddress.parse("2001:db8::100").orElseThrow()))
                .build()),
        Named.of("an HMAC", version(ProtocolVersion.V2).hmac(Optional.of(HMAC)).build()),
        Named.of("a sync group", version(ProtocolVersion.V3).grouped(true).build()),
        Named.of("the shortest interval", version(ProtocolVersion.V3).intervalCentis(1).build()),
        Named.of("the longest interval", version(ProtocolVersion.V3).intervalCentis(4095).build()),
        Named.of(
            "a startup delay",
            version(ProtocolVersion.V3).startupDelayNanos(3_600_000_000_000L).build()),
        Named.of("many advertisements", version(ProtocolVersion.V3).downIntervals(100).build()),
        Named.of(
            "a check that has not answered yet",
            version(ProtocolVersion.V2)
                .checks(List.of(new CheckSettings("chk_services", 0, false, 1, 1)))
                .build()));
  }

  private static RouterSettings.Builder version(ProtocolVersion version) {
    return RouterSettings.of("VI_MAIN", version, 51, SOURCE, List.of(VIP));
  }
}
