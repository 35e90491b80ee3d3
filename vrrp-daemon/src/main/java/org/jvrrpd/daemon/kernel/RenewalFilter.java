package org.jvrrpd.daemon.kernel;

import java.nio.ByteOrder;
import org.jvrrpd.daemon.jna.BpfProgram;

/**
 * Keeps our own renewals from the monitor: the kernel notifies everybody of each, thousands in a
 * second where there are thousands of virtual routers, and they say nothing new. A renewal of ours
 * is an RTM_NEWADDR that bears our mark and whose address was made earlier than it was changed
 * last. On kernels that keep no mark everything passes.
 */
final class RenewalFilter {
  /** nlmsg_type of struct nlmsghdr, in the machine's order. */
  private static final int TYPE_AT = 4;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** Behind struct nlmsghdr and struct ifaddrmsg. */
  private static final int ATTRIBUTES_AT = 24;

  /** Of an attribute, behind length u16 and type u16. */
  private static final int VALUE_AT = 4;

  /** struct ifa_cacheinfo: preferred, valid, made and changed, u32 each; times in 1/100 s. */
  private static final int MADE_AT = VALUE_AT + 8;

  private static final int CHANGED_AT = VALUE_AT + 12;

  private RenewalFilter() {}

  static BpfProgram program() {
    return new BpfProgram.Assembler()
        .loadByte(LITTLE_ENDIAN ? TYPE_AT : TYPE_AT + 1)
        .requireEqual(Rtnetlink.RTM_NEWADDR, BpfProgram.KEEP)
        .findAttribute(Rtnetlink.IFA_PROTO, ATTRIBUTES_AT, BpfProgram.KEEP)
        .loadByteAtX(VALUE_AT)
        .requireEqual(AddressWriter.ADDRESS_PROTOCOL, BpfProgram.KEEP)
        .findAttribute(Rtnetlink.IFA_CACHEINFO, ATTRIBUTES_AT, BpfProgram.KEEP)
        .loadWordAtX(MADE_AT)
        .store()
        .loadWordAtX(CHANGED_AT)
        .requireStored(BpfProgram.DROP)
        .end(BpfProgram.KEEP);
  }
}
