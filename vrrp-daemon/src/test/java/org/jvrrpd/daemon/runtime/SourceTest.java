package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.MacAddress;

class SourceTest {
  private static final Link ETH0 = new Link(2, "eth0", true, MacAddress.NONE, 1500);
  private static final int TENTATIVE = 0x40;
  private static final int DUPLICATE = 0x08 | TENTATIVE;

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  private static InterfaceAddress present(String literal, int flags) {
    return new InterfaceAddress(2, address(literal), 24, 0, flags, OptionalLong.empty(), 0);
  }

  private static Attachment attachment(AddressFamily family, String own) {
    return new Attachment(
        family,
        Optional.of("eth0"),
        Optional.of(own).filter(text -> !text.isEmpty()).map(SourceTest::address),
        false);
  }

  /** Of an interface with these addresses, where 10 at the end means a virtual one. */
  private static Source source(
      Attachment attachment, @Nullable IpAddress before, InterfaceAddress... present) {
    return Source.on(
        ETH0,
        List.of(present),
        attachment,
        before,
        each -> each.equals(address("fe80::10")) || each.equals(address("192.0.2.10")));
  }

  private static Source usable(String literal) {
    return new Source.Usable(address(literal));
  }

  @Test
  void ipv4SpeaksFromTheNodesOwnAddress() {
    Attachment attachment = attachment(AddressFamily.IPV4, "192.0.2.2");
    assertThat(source(attachment, null, present("192.0.2.1", 0), present("192.0.2.2", 0)))
        .isEqualTo(usable("192.0.2.2"));
    assertThat(source(attachment, null, present("192.0.2.1", 0)))
        .isEqualTo(new Source.Missing("192.0.2.2 is not on eth0"));
  }

  @Test
  void withoutOneIpv4SpeaksFromTheFirstThatIsNotVirtual() {
    Attachment attachment = attachment(AddressFamily.IPV4, "");
    assertThat(
            source(
                attachment,
                null,
                present("fe80::1", 0),
                present("192.0.2.10", 0),
                present("192.0.2.3", 0),
                present("192.0.2.2", 0)))
        .isEqualTo(usable("192.0.2.3"));
    assertThat(source(attachment, null, present("192.0.2.10", 0)))
        .isEqualTo(new Source.Missing("eth0 has no IPv4 address of its own"));
  }

  @Test
  void ipv6SpeaksFromALinkLocalAddressWhateverTheNodesOwnIs() {
    for (String own : List.of("", "192.0.2.1", "2001:db8::1")) {
      assertThat(
              source(
                  attachment(AddressFamily.IPV6, own),
                  null,
                  present("192.0.2.1", 0),
                  present("2001:db8::1", 0),
                  present("fe80::10", 0),
                  present("fe80::1", 0)))
          .as(own)
          .isEqualTo(usable("fe80::1"));
    }
  }

  @Test
  void theNodesOwnAddressMustBeThereAlthoughNothingIsSentFromIt() {
    assertThat(source(attachment(AddressFamily.IPV6, "192.0.2.1"), null, present("fe80::1", 0)))
        .isEqualTo(new Source.Missing("192.0.2.1 is not on eth0"));
  }

  @Test
  void anAddressThatCannotBeUsedYetIsNotAndSaysWhy() {
    Attachment attachment = attachment(AddressFamily.IPV6, "");
    assertThat(source(attachment, null, present("fe80::1", TENTATIVE)))
        .isEqualTo(
            new Source.Missing(
                "fe80::1 of eth0 is tentative: the kernel still asks whether another host has it"));
    assertThat(source(attachment, null, present("fe80::1", DUPLICATE)))
        .isEqualTo(new Source.Missing("fe80::1 of eth0 is another host's too, says the kernel"));
    assertThat(source(attachment, null, present("fe80::1", DUPLICATE), present("fe80::2", 0)))
        .isEqualTo(usable("fe80::2"));
    assertThat(source(attachment, null, present("2001:db8::1", 0)))
        .isInstanceOfSatisfying(
            Source.Missing.class,
            missing -> assertThat(missing.detail()).contains("no link-local IPv6 address"));
  }

  @Test
  void whatWasUsedBeforeStaysAsLongAsItIsThere() {
    Attachment attachment = attachment(AddressFamily.IPV6, "");
    IpAddress before = address("fe80::2");
    assertThat(source(attachment, before, present("fe80::1", 0), present("fe80::2", 0)))
        .isEqualTo(usable("fe80::2"));
    assertThat(source(attachment, before, present("fe80::1", 0))).isEqualTo(usable("fe80::1"));
  }
}
