package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** Another JVM, from which every capability was taken, tries what needs one. */
class MissingCapabilityTest {
  @Test
  void missingCapabilityIsNamed() {
    try (VethPair veth = new VethPair()) {
      String output = Ip.output(probe(veth.name()), "");
      assertThat(output.lines())
          .contains(
              "adding 192.0.2.10/24 to "
                  + veth.name()
                  + ": Operation not permitted (EPERM); the daemon needs CAP_NET_ADMIN",
              "rehearsing to add 192.0.2.1/32 to no link: Operation not permitted (EPERM);"
                  + " the daemon needs CAP_NET_ADMIN",
              "opening a packet socket for gratuitous ARP: Operation not permitted (EPERM);"
                  + " the daemon needs CAP_NET_RAW",
              "sees " + veth.name());
    }
  }

  private static List<String> probe(String linkName) {
    return List.of(
        "setpriv",
        "--bounding-set=-all",
        "--inh-caps=-all",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        Probe.class.getName(),
        linkName);
  }

  /** The other JVM. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] args) throws IOException {
      Link link = KernelSnapshot.read().link(args[0]).orElseThrow();
      AddressRequest vip = new AddressRequest(IpAddress.ofIpv4(0xc000020a), 24);
      try (AddressWriter writer =
          AddressWriter.open(Runnable::run, new Promptness(Scheduling.USUAL, false))) {
        CompletableFuture<String> installed = new CompletableFuture<>();
        writer.install(
            link,
            List.of(vip),
            OptionalInt.of(2),
            failure -> installed.complete(failure.orElseThrow().getMessage()));
        print(installed);
        CompletableFuture<String> rehearsed = new CompletableFuture<>();
        writer.warmUp(failure -> rehearsed.complete(failure.orElseThrow().getMessage()));
        print(rehearsed);
      }
      try (GratuitousArp arp = GratuitousArp.open()) {
        arp.warmUp();
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
      System.out.println("sees " + link.name());
    }

    private static void print(CompletableFuture<String> line) {
      System.out.println(line.orTimeout(10, TimeUnit.SECONDS).join());
    }
  }
}
