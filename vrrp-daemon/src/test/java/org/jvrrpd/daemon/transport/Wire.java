package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jvrrpd.daemon.jna.TestThread;
import org.jvrrpd.daemon.jna.WirePort;

/**
 * A cable between this test JVM's namespace, where it ends in {@code near}, and a neighbour's, from
 * which frames are sent and captured. This end has 192.0.2.11/24 and 2001:db8::11/64.
 */
final class Wire implements AutoCloseable {
  static final String NEAR = "near";
  private static final String NEIGHBOUR = "neighbour";

  private final WirePort port;

  private Wire(WirePort port) {
    this.port = port;
  }

  static Wire open() throws IOException {
    ip("netns add " + NEIGHBOUR);
    ip("link add " + NEAR + " type veth peer name far netns " + NEIGHBOUR);
    // Without link-local addresses of its own the kernel stays silent on the wire.
    ip("link set " + NEAR + " addrgenmode none");
    ip("-n " + NEIGHBOUR + " link set far addrgenmode none");
    ip("addr add 192.0.2.11/24 dev " + NEAR);
    ip("addr add 2001:db8::11/64 nodad dev " + NEAR);
    ip("link set " + NEAR + " up");
    ip("-n " + NEIGHBOUR + " link set far up");
    return new Wire(WirePort.open(NEIGHBOUR, "far"));
  }

  static int nearIndex() {
    return TestThread.interfaceIndex(NEAR);
  }

  void send(byte[] frame) {
    port.send(frame);
  }

  /** The first frame that arrives at the neighbour's end and matches, within five seconds. */
  Optional<byte[]> capture(Predicate<byte[]> wanted) {
    Instant end = Instant.now().plusSeconds(5);
    while (Instant.now().isBefore(end)) {
      Optional<byte[]> frame = port.receive(Duration.ofMillis(100)).filter(wanted);
      if (frame.isPresent()) {
        return frame;
      }
    }
    return Optional.empty();
  }

  /** Whether a frame carries IP protocol 112. */
  static boolean isVrrp(byte[] frame) {
    int etherType = (frame[12] & 0xff) << 8 | (frame[13] & 0xff);
    int protocolAt = etherType == 0x0800 ? 23 : 20;
    return (etherType == 0x0800 || etherType == 0x86dd) && frame[protocolAt] == 112;
  }

  /** Runs {@code ip} and returns what it prints. */
  static String ip(String arguments) throws IOException {
    Stream<String> command = Stream.concat(Stream.of("ip"), Arrays.stream(arguments.split(" ")));
    Process process = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("ip %s: %s", arguments, output).isZero();
    return output;
  }

  static void sysctl(String name, String value) throws IOException {
    Files.writeString(Path.of("/proc/sys/net/" + name), value);
  }

  @Override
  public void close() throws IOException {
    port.close();
    ip("link del " + NEAR);
    ip("netns del " + NEIGHBOUR);
  }
}
