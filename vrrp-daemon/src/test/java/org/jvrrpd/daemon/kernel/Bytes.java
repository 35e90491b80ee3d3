package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jvrrpd.core.packet.IpAddress;

/** Messages as the kernel sends them, built by hand from its header files. */
final class Bytes {
  private Bytes() {}

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }

  /** A datagram of one message. */
  static ByteBuffer message(int type, byte[] payload) {
    ByteBuffer buffer = buffer(16 + payload.length);
    buffer.putInt(16 + payload.length).putShort((short) type).putShort((short) 0);
    return buffer.putInt(7).putInt(0).put(payload).flip();
  }

  static byte[] link(int family, int index, int flags, String name) {
    byte[] bytes = new byte[16 + 4 + 16 + 4 + 8 + 8];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    buffer.put((byte) family).put((byte) 0).putShort((short) 1).putInt(index).putInt(flags);
    buffer.putInt(0);
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    buffer.putShort((short) 20).putShort((short) 3).put(text).position(36);
    buffer.putShort((short) 10).putShort((short) 1).put(new byte[] {2, 0, 0, 0, 0, 9});
    buffer.putShort((short) 0);
    buffer.putShort((short) 8).putShort((short) 4).putInt(1500);
    return bytes;
  }

  static byte[] ipv4Address(int index, String address, int validSeconds) {
    IpAddress parsed = IpAddress.parse(address).orElseThrow();
    byte[] bytes = new byte[8 + 8 + 20 + 8];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    buffer.put((byte) 2).put((byte) 24).put((byte) 0).put((byte) 0).putInt(index);
    buffer.putShort((short) 8).putShort((short) 2).put(parsed.toBytes());
    buffer.putShort((short) 20).putShort((short) 6).putInt(validSeconds).putInt(validSeconds);
    buffer.putLong(0);
    buffer.putShort((short) 5).putShort((short) 11).put((byte) 112);
    return bytes;
  }
}
