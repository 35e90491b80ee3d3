package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jvrrpd.core.packet.IpAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to write one request for an address, among those of a full datagram?
 *
 * <p>The answer decides whether the kernel thread keeps the bytes of a renewal or writes them anew
 * each time: 4,000 virtual routers renew 16,000 times a second where the other routers' priorities
 * are not known. It stands in the daemon's package, since nobody else is to write such requests.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Netlink -prof gc} after {@code
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
public class NetlinkBenchmark {
  private static final int REQUESTS = AddressTransaction.MAX_REQUESTS_PER_DATAGRAM;
  private static final int DATAGRAM_BYTES = 32 << 10;
  private static final Link LINK = new Link(2, "eth0", true, MacAddress.NONE, 1500);

  /** What is asked of the kernel. */
  public enum Kind {
    RENEW_IPV4,
    RENEW_IPV6,
    INSTALL_IPV4_WITH_LABEL,
    REMOVE_IPV4
  }

  @Param public Kind kind = Kind.RENEW_IPV4;

  /** Direct and in the machine's order, as the socket's is. */
  private final ByteBuffer datagram =
      ByteBuffer.allocateDirect(DATAGRAM_BYTES).order(ByteOrder.nativeOrder());

  private AddressBatch batch = batch(kind);
  private int sequence;

  /** As many different addresses as one datagram has room for. */
  @Setup
  public void chooseAddresses() {
    batch = batch(kind);
    sequence = 1;
  }

  /** A whole datagram; the figure is that of one request. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public ByteBuffer datagram() {
    datagram.clear();
    for (int index = 0; index < REQUESTS; index++) {
      AddressMessages.write(datagram, batch, index, sequence++);
    }
    return datagram;
  }

  private static AddressBatch batch(Kind kind) {
    List<AddressRequest> addresses =
        IntStream.range(0, REQUESTS).mapToObj(number -> request(kind, number)).toList();
    return new AddressBatch(
        switch (kind) {
          case RENEW_IPV4, RENEW_IPV6 -> AddressBatch.Kind.RENEW;
          case INSTALL_IPV4_WITH_LABEL -> AddressBatch.Kind.INSTALL;
          case REMOVE_IPV4 -> AddressBatch.Kind.REMOVE;
        },
        LINK,
        addresses,
        OptionalInt.of(1),
        OptionalLong.empty(),
        _ -> {});
  }

  /** From TEST-NET-1 (RFC 5737) and the documentation prefix of IPv6 (RFC 3849). */
  private static AddressRequest request(Kind kind, int number) {
    IpAddress ipv4 = IpAddress.ofIpv4(0xc000_0200 + number);
    return switch (kind) {
      case RENEW_IPV4, REMOVE_IPV4 -> new AddressRequest(ipv4, 24);
      case RENEW_IPV6 -> new AddressRequest(IpAddress.ofIpv6(0x2001_0db8L << 32, number), 64);
      case INSTALL_IPV4_WITH_LABEL ->
          new AddressRequest(ipv4, 24, AddressTraits.NONE.withLabel("eth0:vip"));
    };
  }
}
