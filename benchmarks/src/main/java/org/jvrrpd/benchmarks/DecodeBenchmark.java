package org.jvrrpd.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Decoded;
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
 * What does one received message cost the event loop, and what does it leave to the collector?
 *
 * <p>The answer decides two things. Whether decoding may stay on the loop's thread: it and the
 * election step together are to take at most 300 ns. And whether an advertisement that repeats the
 * one before it needs a path of its own, since accepting makes an object of every address ({@code
 * -prof gc} shows how much) and rejecting must make none.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Decode -prof gc} after {@code
 * mvn package}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class DecodeBenchmark {
  /** A power of two, so that choosing the next message is a mask and not a division. */
  private static final int MESSAGES = 64;

  private static final IpAddress IPV4_SOURCE = IpAddress.parse("192.0.2.11").orElseThrow();
  private static final IpAddress IPV6_SOURCE = IpAddress.parse("fe80::b").orElseThrow();
  private static final IpAddress IPV4_VIP = IpAddress.parse("192.0.2.10").orElseThrow();
  private static final IpAddress IPV6_VIP = IpAddress.parse("fe80::10").orElseThrow();

  /** What is received: three kinds that are accepted, and one of junk. */
  public enum Kind {
    VERSION_2_PASSWORD,
    VERSION_3_IPV4,
    VERSION_3_IPV6,
    WRONG_CHECKSUM
  }

  @Param public Kind kind = Kind.VERSION_2_PASSWORD;

  private Envelope envelope = envelopeFrom(IPV4_SOURCE);
  private ByteBuffer[] messages = {};
  private int next;

  /** Messages of the kind that differ in VRID and priority, the same in every run. */
  @Setup
  public void makeMessages() {
    SplittableRandom random = new SplittableRandom(1);
    envelope = envelopeFrom(kind == Kind.VERSION_3_IPV6 ? IPV6_SOURCE : IPV4_SOURCE);
    messages =
        IntStream.range(0, MESSAGES).mapToObj(_ -> message(random)).toArray(ByteBuffer[]::new);
  }

  /** The message alone; the envelope is the same for all that one peer sends. */
  @Benchmark
  public Decoded decode() {
    return AdvertisementDecoder.decode(messages[next++ & (MESSAGES - 1)], envelope);
  }

  private ByteBuffer message(SplittableRandom random) {
    boolean version2 = kind == Kind.VERSION_2_PASSWORD;
    Advertisement advertisement =
        new Advertisement(
            version2 ? ProtocolVersion.V2 : ProtocolVersion.V3,
            random.nextInt(1, 256),
            random.nextInt(256),
            100,
            version2 ? SimplePassword.of("s3cret") : new Authentication.None(),
            List.of(kind == Kind.VERSION_3_IPV6 ? IPV6_VIP : IPV4_VIP));
    // Direct, since that is what a socket reads into.
    ByteBuffer message = ByteBuffer.allocateDirect(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement,
        envelope.source(),
        envelope.destination(),
        ChecksumForm.PSEUDO_HEADER,
        message);
    if (kind == Kind.WRONG_CHECKSUM) {
      message.put(6, (byte) ~message.get(6));
    }
    return message.flip();
  }

  private static Envelope envelopeFrom(IpAddress source) {
    return new Envelope(source, Envelope.group(source.family()), Envelope.HOP_LIMIT);
  }
}
