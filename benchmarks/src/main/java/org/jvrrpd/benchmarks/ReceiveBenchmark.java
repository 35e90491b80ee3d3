package org.jvrrpd.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.VirtualRouter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a backup's router spend on one advertisement of its master, from the message to the new
 * deadline, and what does it leave to the collector?
 *
 * <p>The answer decides whether the event loop can serve thousands of routers: a step is to take at
 * most 300 ns, and nothing is to be allocated for an advertisement that says what the last one said
 * ({@code unchanged}). {@code changed} is the same router hearing another priority each time, so
 * that every message is decoded, judged and decided.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Receive -prof gc} after {@code
 * mvn package}; add {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} for the compiler that the daemon
 * runs with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ReceiveBenchmark {
  private static final int VRID = 51;
  private static final int PRIORITY = 100;
  private static final long STEP_NANOS = 1_000;

  /** What the master speaks. */
  public enum Kind {
    VERSION_2_PASSWORD("192.0.2.1", "192.0.2.11", "192.0.2.10"),
    VERSION_3_IPV4("192.0.2.1", "192.0.2.11", "192.0.2.10"),
    VERSION_3_IPV6("fe80::1", "fe80::b", "fe80::10");

    private final String ours;
    private final String masters;
    private final String virtual;

    Kind(String ours, String masters, String virtual) {
      this.ours = ours;
      this.masters = masters;
      this.virtual = virtual;
    }

    private ProtocolVersion version() {
      return this == VERSION_2_PASSWORD ? ProtocolVersion.V2 : ProtocolVersion.V3;
    }

    private Authentication authentication() {
      return this == VERSION_2_PASSWORD ? SimplePassword.of("s3cret") : new Authentication.None();
    }
  }

  @Param public Kind kind = Kind.VERSION_2_PASSWORD;

  private VirtualRouter router = new VirtualRouter(settings(kind));
  private Envelope envelope = envelope(kind);
  private ByteBuffer[] messages = {};
  private long now;
  private int next;

  /** A backup, and two advertisements of its master that differ in their priority. */
  @Setup
  public void startRouter() {
    router = new VirtualRouter(settings(kind));
    envelope = envelope(kind);
    messages = new ByteBuffer[] {message(200), message(201)};
    router.on(new Input.Startup(), now);
  }

  /** The same message again and again, as a master at work sends it. */
  @Benchmark
  public Reception unchanged() {
    now += STEP_NANOS;
    return router.receive(messages[0], envelope, now);
  }

  /** Another message each time. */
  @Benchmark
  public Reception changed() {
    now += STEP_NANOS;
    return router.receive(messages[next++ & 1], envelope, now);
  }

  private static RouterSettings settings(Kind kind) {
    return RouterSettings.of(
            "VI_MAIN", kind.version(), VRID, address(kind.ours), List.of(address(kind.virtual)))
        .priority(PRIORITY)
        .authentication(kind.authentication())
        .build();
  }

  private static Envelope envelope(Kind kind) {
    IpAddress master = address(kind.masters);
    return new Envelope(master, Envelope.group(master.family()), Envelope.HOP_LIMIT);
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  private ByteBuffer message(int priority) {
    RouterSettings settings = router.settings();
    Advertisement advertisement =
        new Advertisement(
            settings.version(),
            VRID,
            priority,
            settings.intervalCentis(),
            settings.authentication(),
            settings.addresses());
    // Direct, since that is what a socket reads into.
    ByteBuffer message = ByteBuffer.allocateDirect(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), settings.checksumForm(), message);
    return message.flip();
  }
}
