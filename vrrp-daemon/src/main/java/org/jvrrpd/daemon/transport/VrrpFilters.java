package org.jvrrpd.daemon.transport;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.daemon.jna.BpfProgram;

/**
 * The filters that divide VRRP's datagrams between two sockets, so that junk can crowd out only
 * junk: every datagram passes exactly one of them. The message's first byte holds version and type,
 * its second the VRID (RFC 9568 section 5.2).
 */
final class VrrpFilters {
  private static final int VERSION_2_ADVERTISEMENT = 0x21;
  private static final int VERSION_3_ADVERTISEMENT = 0x31;
  private static final int VRID_AT = 1;

  /** Offsets in the IP header: the TTL of RFC 791, the hop limit of RFC 8200. */
  private static final int IPV4_TTL_AT = 8;

  private static final int IPV6_HOP_LIMIT_AT = 7;

  private VrrpFilters() {}

  /**
   * Passes what may decide an election: hop limit 255 unless another will do, type 1 of version 2
   * or 3, one of these VRIDs. Which version a virtual router speaks is the decoder's question, so
   * that a neighbour that speaks the other one is told apart from junk.
   */
  static BpfProgram election(AddressFamily family, Hearing hearing) {
    return divide(family, hearing, BpfProgram.KEEP, BpfProgram.DROP);
  }

  /** Passes exactly what {@link #election} drops. */
  static BpfProgram everythingElse(AddressFamily family, Hearing hearing) {
    return divide(family, hearing, BpfProgram.DROP, BpfProgram.KEEP);
  }

  private static BpfProgram divide(AddressFamily family, Hearing hearing, int ours, int others) {
    BpfProgram.Assembler program = new BpfProgram.Assembler();
    switch (family) {
      case IPV4 -> {
        // The packet begins with its IP header, whose length varies with its options. A load
        // beyond the end would drop the packet in both filters, so the length comes first.
        program
            .loadIpv4HeaderLengthIntoX(0)
            .loadLength()
            .subtractX()
            .requireAtLeast(VRID_AT + 1, others);
        if (!hearing.anyHopLimit()) {
          program.loadByte(IPV4_TTL_AT).requireEqual(Envelope.HOP_LIMIT, others);
        }
        program
            .loadByteAtX(0)
            .requireEither(VERSION_2_ADVERTISEMENT, VERSION_3_ADVERTISEMENT, others)
            .loadByteAtX(VRID_AT);
      }
      case IPV6 -> {
        program.loadLength().requireAtLeast(VRID_AT + 1, others);
        if (!hearing.anyHopLimit()) {
          program
              .loadByte(BpfProgram.FROM_NETWORK_HEADER + IPV6_HOP_LIMIT_AT)
              .requireEqual(Envelope.HOP_LIMIT, others);
        }
        program
            .loadByte(0)
            .requireEither(VERSION_2_ADVERTISEMENT, VERSION_3_ADVERTISEMENT, others)
            .loadByte(VRID_AT);
      }
    }
    SortedSet<Integer> sorted = new TreeSet<>(hearing.vrids());
    for (int vrid : sorted) {
      program.returnIfEqual(vrid, ours);
    }
    return program.end(others);
  }
}
