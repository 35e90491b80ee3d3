package org.jvrrpd.daemon.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.jvrrpd.daemon.jna.NetlinkSocket.Reception;

class NetlinkSocketTest {
  private static final int SOCKADDR_BYTES = 12;
  private static final int SOCKADDR_PORT_ID = 4;

  @Test
  void queueWithoutMessagesIsEmpty() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(0, 4096)) {
      assertThat(socket.receive()).isEqualTo(Reception.EMPTY);
    }
  }

  @Test
  void whatAnotherProcessWritesIsNotTheKernels() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(0, 4096);
        NetlinkSocket stranger = NetlinkSocket.open(0, 4096)) {
      NativeBuffer address = new NativeBuffer(SOCKADDR_BYTES);
      NativeBuffer length = new NativeBuffer(Integer.BYTES);
      length.view().putInt(0, SOCKADDR_BYTES);
      LibC.getsockname(socket.descriptor(), address.pointer(), length.pointer());
      assertThat(address.view().getInt(SOCKADDR_PORT_ID)).isNotZero();

      NativeBuffer forged = new NativeBuffer(16);
      forged.view().putInt(0, 16).putShort(4, (short) 17);
      LibC.sendto(
          stranger.descriptor(), forged.pointer(), 16, 0, address.pointer(), SOCKADDR_BYTES);
      assertThat(socket.receive()).isEqualTo(Reception.FOREIGN);
      assertThat(socket.receive()).isEqualTo(Reception.EMPTY);
    }
  }

  @Test
  void descriptorIsClosedOnExecAndNeverBlocks() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(0, 4096)) {
      String flags = Files.readString(Path.of("/proc/self/fdinfo/" + socket.descriptor()));
      // O_CLOEXEC 02000000, O_NONBLOCK 04000, O_RDWR 02.
      assertThat(flags).containsPattern("flags:\\s+02004002");
    }
  }

  @Test
  void closingTwiceClosesOnce() throws IOException {
    NetlinkSocket socket = NetlinkSocket.open(0, 4096);
    Path descriptor = Path.of("/proc/self/fd/" + socket.descriptor());
    assertThat(Files.isSymbolicLink(descriptor)).isTrue();
    socket.close();
    assertThat(Files.isSymbolicLink(descriptor)).isFalse();
    try (NetlinkSocket next = NetlinkSocket.open(0, 4096)) {
      socket.close();
      assertThat(next.receive()).isEqualTo(Reception.EMPTY);
    }
  }
}
