package org.jvrrpd.daemon.kernel;

/** Numbers of the rtnetlink protocol (rtnetlink(7)); each group names its header file. */
final class Rtnetlink {
  // linux/netlink.h: message types.
  static final int NLMSG_ERROR = 0x2;
  static final int NLMSG_DONE = 0x3;

  // linux/netlink.h: message flags.
  static final int NLM_F_REQUEST = 0x1;
  static final int NLM_F_ACK = 0x4;
  static final int NLM_F_DUMP_INTERRUPTED = 0x10;
  static final int NLM_F_CAPPED = 0x100;
  static final int NLM_F_ACK_TLVS = 0x200;
  static final int NLM_F_DUMP = 0x300;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_EXCL = 0x200;
  static final int NLM_F_CREATE = 0x400;

  // linux/rtnetlink.h: message types.
  static final int RTM_NEWLINK = 16;
  static final int RTM_DELLINK = 17;
  static final int RTM_GETLINK = 18;
  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;
  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_DELRULE = 33;

  // linux/rtnetlink.h, struct rtmsg; linux/fib_rules.h, struct fib_rule_hdr and its attributes.
  static final int RTMSG_PROTOCOL = 5;
  static final int FIB_RULE_HDR_BYTES = 12;
  static final int FRA_PROTOCOL = 21;

  // linux/socket.h: address families.
  static final int AF_UNSPEC = 0;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  // linux/if_addr.h: attributes of addresses, and struct ifa_cacheinfo.
  static final int IFA_ADDRESS = 1;
  static final int IFA_LOCAL = 2;
  static final int IFA_LABEL = 3;
  static final int IFA_BROADCAST = 4;
  static final int IFA_CACHEINFO = 6;
  static final int IFA_FLAGS = 8;
  static final int IFA_PROTO = 11;
  static final int CACHEINFO_BYTES = 16;
  static final int CACHEINFO_VALID = 4;
  static final int LIFETIME_FOREVER = 0xffff_ffff;

  // linux/if_addr.h: flags of addresses.
  static final int IFA_F_NODAD = 0x02;
  static final int IFA_F_DADFAILED = 0x08;
  static final int IFA_F_TENTATIVE = 0x40;
  static final int IFA_F_NOPREFIXROUTE = 0x200;

  // linux/if_link.h: attributes of links; linux/if.h: their flags.
  static final int IFLA_ADDRESS = 1;
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_LINK = 5;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;
  static final int IFLA_MACVLAN_MODE = 1;
  static final int MACVLAN_MODE_PRIVATE = 1;
  static final int IFINFOMSG_BYTES = 16;
  static final int IFLA_EXT_MASK = 29;
  static final int RTEXT_FILTER_SKIP_STATS = 0x8;
  static final int IFF_UP = 0x1;
  static final int IFF_RUNNING = 0x40;

  private Rtnetlink() {}
}
