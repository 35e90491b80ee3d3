package org.jvrrpd.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
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
 * What does it cost to write one advertisement into a buffer that is used again and again?
 *
 * <p>The answer decides whether a master keeps the bytes of its advertisement or writes them anew
 * each time, which needs no rule for when they have become wrong. Nothing is to be allocated
 * ({@code -prof gc}).
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Encode -prof gc} after {@code
 * mvn package}; add {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} for the compiler that the daemon
 * runs with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class EncodeBenchmark {
  /** A power of two, so that choosing the next advertisement is a mask and not a division. */
  private static final int ADVERTISEMENTS = 64;

  /** What is written. */
  public enum Kind {
    VERSION_2_PASSWORD("192.0.2.11", "192.0.2.10"),
    VERSION_3_IPV4("192.0.2.11", "192.0.2.10"),
    VERSION_3_IPV6("fe80::b", "fe80::10");

    private final String source;
    private final String virtual;

    Kind(String source, String virtual) {
      this.source = source;
      this.virtual = virtual;
    }
  }

  @Param public Kind kind = Kind.VERSION_2_PASSWORD;

  /** Direct, since that is what a socket sends from. */
  private final ByteBuffer target = ByteBuffer.allocateDirect(AdvertisementEncoder.MAX_LENGTH);

  private Advertisement[] advertisements = {};
  private IpAddress source = address(kind.source);
  private IpAddress group = Envelope.group(source.family());
  private int next;

  /** Advertisements of the kind that differ in VRID and priority, the same in every run. */
  @Setup
  public void makeAdvertisements() {
    SplittableRandom random = new SplittableRandom(1);
    source = address(kind.source);
    group = Envelope.group(source.family());
    advertisements =
        IntStream.range(0, ADVERTISEMENTS)
            .mapToObj(_ -> advertisement(random))
            .toArray(Advertisement[]::new);
  }

  /** With its checksum, as it goes to the socket. */
  @Benchmark
  public ByteBuffer encode() {
    target.clear();
    AdvertisementEncoder.encode(
        advertisements[next++ & (ADVERTISEMENTS - 1)],
        source,
        group,
        ChecksumForm.PSEUDO_HEADER,
        target);
    return target;
  }

  private Advertisement advertisement(SplittableRandom random) {
    boolean version2 = kind == Kind.VERSION_2_PASSWORD;
    return new Advertisement(
        version2 ? ProtocolVersion.V2 : ProtocolVersion.V3,
        random.nextInt(1, 256),
        random.nextInt(256),
        100,
        version2 ? SimplePassword.of("s3cret") : new Authentication.None(),
        List.of(address(kind.virtual)));
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
