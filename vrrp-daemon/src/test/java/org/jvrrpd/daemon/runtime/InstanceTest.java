package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/** What an instance makes of its inputs, before anything reaches a socket or the kernel. */
class InstanceTest implements InstanceObserver, Outlet, Clock {
  private static final long MILLI = 1_000_000L;
  private static final IpAddress OWN = IpAddress.parse("192.0.2.102").orElseThrow();
  private static final IpAddress MASTER = IpAddress.parse("192.0.2.101").orElseThrow();
  private static final IpAddress VIP = IpAddress.parse("192.0.2.100").orElseThrow();

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Deadlines deadlines = new Deadlines(loop, this, new Punctuality(_ -> {}));
  private long now;

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static RouterSettings from(IpAddress source, int priority) {
    return RouterSettings.of("VI_1", ProtocolVersion.V3, 51, source, List.of(VIP))
        .priority(priority)
        .build();
  }

  private Instance backup() {
    return new Instance(
        loop,
        this,
        deadlines,
        this,
        this,
        new InstanceSettings(
            from(OWN, 90),
            new Attachment(OWN.family(), Optional.of("eth0"), Optional.empty(), false),
            List.of(new VirtualAddress(VIP, 24)),
            Particulars.USUAL));
  }

  @Test
  void theDownIntervalCountsFromTheArrivalOfAnAdvertisementAndNotFromItsReading() {
    Instance backup = backup();
    RouterSettings master = from(MASTER, 100);
    IpAddress group = Envelope.group(OWN.family());
    ByteBuffer message =
        new OutgoingAdvertisement().encode(master, master.priority(), group, 0).duplicate();
    Envelope envelope = new Envelope(MASTER, group, Envelope.HOP_LIMIT);
    backup.start(now);

    now = 500 * MILLI;
    backup.receive(message.duplicate(), envelope, 0);
    long afterOneAtOnce = backup.router().deadline().orElseThrow() - now;
    now = 1_502 * MILLI;
    backup.receive(message.duplicate(), envelope, 2 * MILLI);
    long afterOneThatWaited = backup.router().deadline().orElseThrow() - now;

    assertThat(afterOneAtOnce).isGreaterThan(3_000 * MILLI);
    assertThat(afterOneThatWaited).isEqualTo(afterOneAtOnce - 2 * MILLI);
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Instant wall(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public long systemNanos(long nanos) {
    return nanos;
  }

  @Override
  public void send(Instance instance, ByteBuffer message, IpAddress destination, int hopLimit) {}

  @Override
  public void drain() {}

  @Override
  public void install(
      List<HeldAddress> addresses,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {}

  @Override
  public void renew(
      List<HeldAddress> addresses,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {}

  @Override
  public void remove(List<HeldAddress> addresses, Consumer<Optional<SystemCallException>> done) {}

  @Override
  public void announce(Instance instance, boolean disputed) {}

  @Override
  public void hold(Instance instance) {}

  @Override
  public void release(Instance instance) {}

  @Override
  public void silence(Instance instance) {}

  @Override
  public void stepped(Instance instance, Step step) {}

  @Override
  public void received(Instance instance, Reception reception, IpAddress source) {
    assertThat(reception).isNotInstanceOf(Reception.Refused.class);
  }

  @Override
  public void groupChanged(String group, String stateName) {}

  @Override
  public void failed(Instance instance, String what) {}

  @Override
  public void checksWanted(Instance instance) {}

  @Override
  public boolean takeOverNears(long leftNanos) {
    return false;
  }

  @Override
  public void guarded(Runnable work) {
    work.run();
  }
}
