package org.jvrrpd.daemon.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Socket addresses as the kernel lays them out: struct sockaddr_in, 16 bytes, and struct
 * sockaddr_in6, 28 bytes (ip(7), ipv6(7)). The port is always 0: raw IPv6 sockets refuse another.
 */
final class NativeAddress {
  /** Room for either structure. */
  static final int MAX_BYTES = 28;

  private static final int IPV4_BYTES = 16;
  private static final int IPV4_ADDRESS_AT = 4;
  private static final int IPV6_BYTES = 28;
  private static final int IPV6_ADDRESS_AT = 8;
  private static final int IPV6_SCOPE_AT = 24;

  private NativeAddress() {}

  /** AF_INET or AF_INET6. */
  static int domain(AddressFamily family) {
    return switch (family) {
      case IPV4 -> 2;
      case IPV6 -> 10;
    };
  }

  /** The structure for {@code address}; the interface index is the scope of an IPv6 one. */
  static Memory of(IpAddress address, int interfaceIndex) {
    Memory memory = new Memory(address.family() == AddressFamily.IPV4 ? IPV4_BYTES : IPV6_BYTES);
    memory.clear();
    memory.setShort(0, (short) domain(address.family()));
    switch (address.family()) {
      case IPV4 -> write(address, memory, IPV4_ADDRESS_AT);
      case IPV6 -> {
        write(address, memory, IPV6_ADDRESS_AT);
        memory.setInt(IPV6_SCOPE_AT, interfaceIndex);
      }
    }
    return memory;
  }

  /** The IPv6 address in the structure at {@code offset}. */
  static IpAddress readIpv6(Pointer memory, long offset) {
    return read(AddressFamily.IPV6, memory, offset + IPV6_ADDRESS_AT);
  }

  /** Writes the bare address, 4 or 16 bytes in network byte order. */
  static void write(IpAddress address, Pointer memory, long offset) {
    byte[] bytes = address.toBytes();
    memory.write(offset, bytes, 0, bytes.length);
  }

  /** Reads a bare address, 4 or 16 bytes in network byte order. */
  static IpAddress read(AddressFamily family, Pointer memory, long offset) {
    return IpAddress.read(
        family, ByteBuffer.wrap(memory.getByteArray(offset, family.addressLength())));
  }
}
