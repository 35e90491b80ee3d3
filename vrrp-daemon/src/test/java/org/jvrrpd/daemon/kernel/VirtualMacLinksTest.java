package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Macvlans over one end of a cable, seen by ip and by a neighbour at the other end. */
class VirtualMacLinksTest {
  private final VethPair veth = new VethPair();
  private final VirtualMacLinks links = new VirtualMacLinks(Runnable::run);

  @BeforeEach
  void answerForEveryAddress() throws IOException {
    write(veth.name(), "arp_ignore", "0");
    write(veth.name(), "arp_announce", "0");
  }

  @AfterEach
  void close() {
    links.close();
    veth.close();
  }

  @Test
  void linkIsAPrivateMacvlanOfTheRoutersAddressAndUp() {
    Link four = make(VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link()));
    Link six =
        make(
            new VirtualMacRequest(
                "vrrp6.51", veth.link(), VirtualMacRequest.address(51, AddressFamily.IPV6)));
    assertThat(four.address()).hasToString("00:00:5e:00:01:33");
    assertThat(six.address()).hasToString("00:00:5e:00:02:33");
    assertThat(Ip.run("-d link show dev vrrp.51"))
        .contains("vrrp.51@" + veth.name())
        .contains(",UP")
        .contains("macvlan mode private")
        .contains("00:00:5e:00:01:33")
        .contains("addrgenmode none");
    assertThat(Ip.prefixes("vrrp.51")).isEmpty();
    assertThat(remove("vrrp.51")).isEmpty();
    assertThat(Ip.run("link show")).doesNotContain("vrrp.51@").contains("vrrp6.51@");
    links.close();
    assertThat(Ip.run("link show")).doesNotContain("vrrp6.51@");
  }

  /** Also where the host validates sources strictly, and without changing that. */
  @Test
  void neighbourReachesTheVipByTheVirtualAddressOnly() throws IOException {
    write("all", "rp_filter", "1");
    try (Neighbour neighbour = new Neighbour(veth)) {
      make(VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link()));
      make(
          new VirtualMacRequest(
              "vrrp6.51", veth.link(), VirtualMacRequest.address(51, AddressFamily.IPV6)));
      // Asks for neighbours from its link-local address, which cables of tests do not have.
      Ip.run("addr add fe80::1/64 nodad dev " + veth.name());
      Ip.run("addr add 192.0.2.77/32 dev vrrp.51");
      Ip.run("addr add 2001:db8::77/128 dev vrrp6.51");
      assertThat(neighbour.reaches("192.0.2.77")).isTrue();
      assertThat(neighbour.reaches("192.0.2.1")).isTrue();
      assertThat(neighbour.reaches("2001:db8::77")).isTrue();
      assertThat(neighbour.findsItsNeighbours())
          .contains("192.0.2.77 dev " + veth.peer() + " lladdr 00:00:5e:00:01:33")
          .contains("192.0.2.1 dev " + veth.peer() + " lladdr " + veth.link().address())
          .contains("2001:db8::77 dev " + veth.peer() + " lladdr 00:00:5e:00:02:33");
      assertThat(read("all", "rp_filter")).isEqualTo("1");
    } finally {
      write("all", "rp_filter", "0");
    }
  }

  @Test
  void settingsOfTheBaseArePutBackWithTheLastLink() throws IOException {
    make(VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link()));
    make(VirtualMacRequest.of(52, AddressFamily.IPV4, veth.link()));
    assertThat(read(veth.name(), "arp_ignore")).isEqualTo("1");
    assertThat(read("vrrp.51", "arp_ignore")).isEqualTo("1");
    assertThat(read("vrrp.51", "rp_filter")).isEqualTo("0");
    assertThat(remove("vrrp.51")).isEmpty();
    assertThat(read(veth.name(), "arp_ignore")).isEqualTo("1");
    assertThat(read(veth.name(), "arp_announce")).isEqualTo("2");
    assertThat(remove("vrrp.52")).isEmpty();
    assertThat(read(veth.name(), "arp_announce")).isEqualTo("0");
    assertThat(read(veth.name(), "arp_ignore")).isEqualTo("0");
  }

  @Test
  void whatAKilledDaemonLeftIsTakenOver() {
    Ip.run(
        "link add link "
            + veth.name()
            + " name vrrp.51 address 00:00:5e:00:01:33 type macvlan mode private");
    VirtualMacRequest request = VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link());
    Link first = make(request);
    assertThat(first.up()).isTrue();
    assertThat(make(request)).isEqualTo(first);
  }

  @Test
  void anotherLinkOfTheNameIsLeftAlone() throws IOException {
    try (VethPair other = new VethPair()) {
      Ip.run(
          "link add link "
              + other.name()
              + " name vrrp.51 address 00:00:5e:00:01:33 type macvlan mode private");
      assertFails(VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link()), Errno.EEXIST)
          .hasMessageContaining("making vrrp.51 over " + veth.name() + ": ")
          .hasMessageContaining("another link has this name");
      assertThat(Ip.run("link show dev vrrp.51")).contains("vrrp.51@" + other.name());
      assertThat(read(veth.name(), "arp_ignore")).isEqualTo("0");
    }
  }

  @Test
  void missingBaseIsSaidInWords() {
    Link gone = new Link(987_654, "gone0", true, MacAddress.NONE, 1500);
    assertFails(VirtualMacRequest.of(51, AddressFamily.IPV4, gone), Errno.ENODEV)
        .hasMessageContaining("making vrrp.51 over gone0: ");
    assertThat(Ip.run("link show")).doesNotContain("vrrp.51");
  }

  @Test
  void removingWhatIsGoneIsNoFailure() {
    assertThat(remove("vrrp.51")).isEmpty();
    make(VirtualMacRequest.of(51, AddressFamily.IPV4, veth.link()));
    Ip.run("link delete vrrp.51");
    assertThat(remove("vrrp.51")).isEmpty();
  }

  @Test
  void nameThatNoInterfaceCanHaveIsRefused() {
    for (String name : new String[] {"", ".", "..", "a/b", "a b", "a:b", "sixteen-letters0"}) {
      assertThatThrownBy(() -> new VirtualMacRequest(name, veth.link(), MacAddress.NONE))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Link make(VirtualMacRequest request) {
    CompletableFuture<Link> outcome = new CompletableFuture<>();
    links.make(request, outcome::complete, outcome::completeExceptionally);
    return outcome.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Optional<IOException> remove(String name) {
    CompletableFuture<Optional<IOException>> outcome = new CompletableFuture<>();
    links.remove(name, outcome::complete);
    return outcome.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private AbstractThrowableAssert<?, SystemCallException> assertFails(
      VirtualMacRequest request, Errno errno) {
    ThrowingCallable attempt = () -> make(request);
    return assertThatThrownBy(attempt)
        .isInstanceOf(CompletionException.class)
        .cause()
        .asInstanceOf(throwable(SystemCallException.class))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }

  private static String read(String interfaceName, String setting) throws IOException {
    return InterfaceSettings.get(interfaceName, InterfaceSetting.ipv4(setting));
  }

  private static void write(String interfaceName, String setting, String value) throws IOException {
    Files.writeString(Path.of("/proc/sys/net/ipv4/conf", interfaceName, setting), value + "\n");
  }
}
