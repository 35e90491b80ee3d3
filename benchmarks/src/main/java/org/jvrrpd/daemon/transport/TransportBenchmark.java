package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.DatagramSender;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the sockets cost around an advertisement: to send one and to read it, with both system
 * calls, over a pair of sockets that leads nowhere else?
 *
 * <p>The answer decides whether it is worth the trouble to read a datagram without making objects
 * of its addresses and views of its bytes ({@code -prof gc} shows how much that is). It stands in
 * the daemon's package, since nobody else is to read from its sockets.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Transport -prof gc} after {@code
 * mvn package}; add {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} for the compiler that the daemon
 * runs with.
 */
@NullMarked
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TransportBenchmark {
  private static final IpAddress OWN = IpAddress.ofIpv4(0xc000_0201);
  private static final IpAddress NEIGHBOUR = IpAddress.ofIpv4(0xc000_0202);
  private static final int HEADER_BYTES = 20;
  private static final int MESSAGE_BYTES = 20;

  private final Counter counter = new Counter();
  private final Arrivals arrivals = new Arrivals(OWN, counter);
  private final ByteBuffer datagram = datagram();
  private RawSocket.@Nullable Pair pair;
  private @Nullable DatagramSender sender;

  /** Needs no privilege and no interface. */
  @Setup
  public void open() throws SystemCallException {
    RawSocket.Pair opened = RawSocket.pair(AddressFamily.IPV4);
    pair = opened;
    sender = DatagramSender.toPeer(opened.far(), HEADER_BYTES + MESSAGE_BYTES);
  }

  /** Closes both ends. */
  @TearDown
  public void close() {
    if (pair != null) {
      pair.near().close();
      pair.far().close();
    }
  }

  /** There and taken apart, up to the door of the router. */
  @Benchmark
  public long sendAndRead() throws SystemCallException {
    if (sender == null || pair == null) {
      throw new IllegalStateException("the sockets are not open");
    }
    sender.send(datagram);
    if (arrivals.read(pair.near(), 1, counter::received) != 1) {
      throw new IllegalStateException("nothing has arrived");
    }
    return counter.messages;
  }

  /** A neighbour's, as an IPv4 socket reads it: from its IP header on. */
  private static ByteBuffer datagram() {
    int length = HEADER_BYTES + MESSAGE_BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(length);
    bytes.put((byte) 0x45).put((byte) 0xc0).putShort((short) length);
    bytes.putInt(0); // identification, fragments
    bytes.put((byte) Envelope.HOP_LIMIT).put((byte) Envelope.PROTOCOL).putShort((short) 0);
    NEIGHBOUR.write(bytes);
    Envelope.group(AddressFamily.IPV4).write(bytes);
    return bytes.position(length).flip();
  }

  private static final class Counter implements Receiver {
    private long messages;

    @Override
    public void received(ByteBuffer message, Envelope envelope, long waitedNanos) {
      messages++;
    }

    @Override
    public void sampled(ByteBuffer message, Envelope envelope, long waitedNanos) {
      throw new IllegalStateException("nothing is sampled");
    }

    @Override
    public void malformed(String why, @Nullable IpAddress source) {
      throw new IllegalStateException(why);
    }
  }
}
