package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.jna.TestThread;

/** Opening, warming up and closing. */
class VrrpInterfaceLifeTest extends OneEndOfACable {
  @Test
  void closingFreesTheDescriptors() throws Exception {
    long before = descriptors();
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    assertThat(descriptors()).isEqualTo(before + 3);
    close(vrrp);
    close(vrrp);
    assertThat(descriptors()).isEqualTo(before);
    assertThatThrownBy(() -> send(vrrp)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherLinkIsPreparedOnceAndItsSocketClosedWhenNobodyNeedsIt() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    long before = descriptors();
    onLoop(
        () -> {
          vrrp.prepareThrough(Wire.NEAR, Wire.nearIndex(), Envelope.group(AddressFamily.IPV4));
          vrrp.prepareThrough(Wire.NEAR, Wire.nearIndex(), Envelope.group(AddressFamily.IPV4));
          vrrp.keepThrough(Set.of(Wire.NEAR));
          assertThat(descriptors()).isEqualTo(before + 1);
          vrrp.keepThrough(Set.of());
          return null;
        });
    assertThat(descriptors()).isEqualTo(before);
  }

  @Test
  void failingToOpenLeavesNoDescriptor() throws Exception {
    long before = descriptors();
    assertThatThrownBy(() -> onLoop(() -> open("nowhere", Wire.nearIndex(), "192.0.2.11")))
        .hasMessage("binding to nowhere for VRRP: No such device (ENODEV)");
    assertThatThrownBy(() -> onLoop(() -> open("near", 9_999, "192.0.2.11")))
        .isInstanceOf(SystemCallException.class);
    assertThatThrownBy(() -> onLoop(() -> open("near", Wire.nearIndex(), "2001:db8::99")))
        .hasMessage(
            "binding to 2001:db8::99 for VRRP: Cannot assign requested address (EADDRNOTAVAIL)");
    assertThat(descriptors()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256})
  void vridsOutOfRangeAreRefused(int vrid) {
    assertThatThrownBy(
            () ->
                onLoop(
                    () ->
                        VrrpInterface.open(
                            loop,
                            Wire.NEAR,
                            Wire.nearIndex(),
                            Frames.address("192.0.2.11"),
                            Hearing.ofLink(AddressFamily.IPV4, Set.of(vrid)),
                            mailbox)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutThePrivilegeItSaysWhichOneIsMissing() throws Exception {
    onLoop(
        () -> {
          TestThread.dropCapabilities();
          return null;
        });
    assertThatThrownBy(() -> open(AddressFamily.IPV4))
        .isInstanceOfSatisfying(
            SystemCallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPERM))
        .hasMessage(
            "opening a raw socket for VRRP: Operation not permitted (EPERM);"
                + " the daemon needs CAP_NET_RAW");
  }

  @Test
  void onlyTheLoopMayUseIt() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    assertThatThrownBy(
            () -> vrrp.send(ByteBuffer.allocate(20), Envelope.group(AddressFamily.IPV4), 255))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vrrp.drain(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(vrrp::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void warmingUpNeedsNoPrivilegeAndLeavesNothing() throws Exception {
    long before = descriptors();
    onLoop(
        () -> {
          TestThread.dropCapabilities();
          VrrpInterface.warmUp(loop, ByteBuffer.wrap(Frames.ADVERTISEMENT), mailbox, 50);
          return null;
        });
    assertThat(mailbox.received)
        .hasSize(50)
        .allSatisfy(letter -> assertThat(letter.message()).isEqualTo(ADVERTISEMENT));
    assertThat(mailbox.sampled).hasSize(50);
    assertThat(mailbox.malformed).isEmpty();
    assertThat(descriptors()).isEqualTo(before);
  }
}
