package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/** An event loop at one end of a cable, and the kernel between it and the neighbour's end. */
abstract class OneEndOfACable {
  static final String ADVERTISEMENT = HexFormat.of().formatHex(Frames.ADVERTISEMENT);

  /** tx_queue:rx_queue, both in hexadecimal. */
  private static final Pattern QUEUED = Pattern.compile(" [0-9A-F]{8}:([0-9A-F]{8}) [0-9]{2}:");

  final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  final IoEventLoop loop = group.next();
  final Mailbox mailbox = new Mailbox();
  private final List<VrrpInterface> opened = new CopyOnWriteArrayList<>();
  Wire wire;

  @BeforeEach
  void plugIn() throws IOException {
    wire = Wire.open();
  }

  @AfterEach
  void pullOut() throws Exception {
    for (VrrpInterface vrrp : opened) {
      close(vrrp);
    }
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    wire.close();
  }

  VrrpInterface open(AddressFamily family) throws Exception {
    return onLoop(() -> open(family, mailbox));
  }

  VrrpInterface open(AddressFamily family, Receiver receiver) throws IOException {
    String source = family == AddressFamily.IPV4 ? "192.0.2.11" : "2001:db8::11";
    VrrpInterface vrrp =
        VrrpInterface.open(
            loop,
            Wire.NEAR,
            Wire.nearIndex(),
            Frames.address(source),
            Hearing.ofLink(family, Set.of(51, 52)),
            receiver);
    opened.add(vrrp);
    return vrrp;
  }

  VrrpInterface open(String interfaceName, int interfaceIndex, String source) throws IOException {
    IpAddress address = Frames.address(source);
    return VrrpInterface.open(
        loop,
        interfaceName,
        interfaceIndex,
        address,
        Hearing.ofLink(address.family(), Set.of(51)),
        mailbox);
  }

  void close(VrrpInterface vrrp) throws Exception {
    onLoop(
        () -> {
          vrrp.close();
          return null;
        });
  }

  void send(VrrpInterface vrrp) throws Exception {
    assertThat(onLoop(() -> sent(vrrp))).isTrue();
  }

  static boolean sent(VrrpInterface vrrp) throws IOException {
    return sent(vrrp, Frames.ADVERTISEMENT);
  }

  static boolean sent(VrrpInterface vrrp, byte[] message) throws IOException {
    vrrp.send(ByteBuffer.wrap(message), Envelope.group(vrrp.family()), Envelope.HOP_LIMIT);
    return true;
  }

  /** Runs it on the loop and throws what it throws. */
  <T> T onLoop(Callable<T> task) throws Exception {
    return loop.submit(task).sync().getNow();
  }

  static Frames neighbour(AddressFamily family) {
    return Frames.from(family == AddressFamily.IPV4 ? "192.0.2.12" : "2001:db8::12");
  }

  static Mailbox.Letter letter(byte[] message, Frames frames) {
    return new Mailbox.Letter(
        HexFormat.of().formatHex(message),
        frames.source(),
        frames.destination(),
        frames.hopLimit());
  }

  static String hex(byte[] frame, int from, int to) {
    return HexFormat.of().formatHex(frame, from, to);
  }

  /** Sends messages and waits until the kernel has queued what it will queue of them. */
  void sendAndSettle(int count, byte[] message) throws IOException {
    byte[] frame = neighbour(AddressFamily.IPV4).frame(message);
    List<Long> before = queues();
    for (int i = 0; i < count; i++) {
      wire.send(frame);
    }
    long[] last = {0};
    await()
        .until(
            () -> {
              long now = queues().stream().mapToLong(Long::longValue).sum();
              boolean settled = now == last[0] && !queues().equals(before);
              last[0] = now;
              return settled;
            });
  }

  /** The bytes that wait in each raw socket of this namespace (proc(5), /proc/net/raw). */
  static List<Long> queues() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/net/raw"))) {
      return lines
          .skip(1)
          .map(line -> QUEUED.matcher(line).results().findFirst().orElseThrow().group(1))
          .map(bytes -> Long.parseLong(bytes, 16))
          .toList();
    }
  }

  static long descriptors() throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.filter(link -> target(link).startsWith("socket:")).count();
    }
  }

  static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "closed meanwhile";
    }
  }

  static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .sum();
  }
}
