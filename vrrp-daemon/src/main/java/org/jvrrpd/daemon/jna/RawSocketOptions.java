package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The options of a {@link RawSocket} (socket(7), ip(7), ipv6(7)). Every method throws {@link
 * SystemCallException} with the option in words where the kernel refuses it.
 */
public final class RawSocketOptions {
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_PRIORITY = 12;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_TIMESTAMPNS = 35;

  private static final int IPPROTO_IP = 0;
  private static final int IP_TOS = 1;
  private static final int IP_TTL = 2;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_PMTUDISC_DONT = 0;
  private static final int IP_MULTICAST_IF = 32;
  private static final int IP_MULTICAST_TTL = 33;
  private static final int IP_MULTICAST_LOOP = 34;
  private static final int IP_ADD_MEMBERSHIP = 35;
  private static final int IP_MULTICAST_ALL = 49;

  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_MULTICAST_IF = 17;
  private static final int IPV6_MULTICAST_HOPS = 18;
  private static final int IPV6_MULTICAST_LOOP = 19;
  private static final int IPV6_ADD_MEMBERSHIP = 20;
  private static final int IPV6_MULTICAST_ALL = 29;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int IPV6_RECVHOPLIMIT = 51;
  private static final int IPV6_TCLASS = 67;

  /** struct ip_mreqn: group, own address, interface index. */
  private static final int MREQN_BYTES = 12;

  private static final int MREQN_ADDRESS_AT = 4;
  private static final int MREQN_INDEX_AT = 8;

  /** struct ipv6_mreq: group, interface index. */
  private static final int IPV6_MREQ_BYTES = 20;

  private static final int IPV6_MREQ_INDEX_AT = 16;

  private final RawSocket socket;
  private final boolean ipv4;

  RawSocketOptions(RawSocket socket) {
    this.socket = socket;
    this.ipv4 = socket.family() == AddressFamily.IPV4;
  }

  /** Puts {@code filter} in front of the queue, in place of the one before it. */
  public void attachFilter(BpfProgram filter) throws SystemCallException {
    try (Memory program = filter.toNative()) {
      set(
          SOL_SOCKET,
          SO_ATTACH_FILTER,
          program,
          BpfProgram.PROGRAM_HEADER_BYTES,
          "attaching the filter");
    }
  }

  /** Sends and receives on this interface only. */
  public void bindToDevice(String interfaceName) throws SystemCallException {
    byte[] name = (interfaceName + '\0').getBytes(StandardCharsets.UTF_8);
    try (Memory memory = new Memory(name.length)) {
      memory.write(0, name, 0, name.length);
      set(SOL_SOCKET, SO_BINDTODEVICE, memory, name.length, "binding to " + interfaceName);
    }
  }

  /**
   * Limits what may wait unread. The kernel doubles the figure and counts its own structures
   * against it, about 0.8 KiB for a short datagram (socket(7)). Beyond net.core.rmem_max it takes
   * CAP_NET_ADMIN; without that, the kernel's limit applies.
   */
  public void receiveBufferBytes(int bytes) throws SystemCallException {
    try {
      set(SOL_SOCKET, SO_RCVBUFFORCE, bytes, "sizing the buffer");
    } catch (SystemCallException e) {
      if (e.errno() != Errno.EPERM) {
        throw e;
      }
      set(SOL_SOCKET, SO_RCVBUF, bytes, "sizing the buffer");
    }
  }

  /** The place in the interface's own queue, 0 to 6, 6 being that of network control. */
  public void queuePriority(int priority) throws SystemCallException {
    set(SOL_SOCKET, SO_PRIORITY, priority, "setting the queue priority");
  }

  /** Receives what is sent to {@code group} on this interface; a second time changes nothing. */
  public void joinGroup(IpAddress group, int interfaceIndex) throws SystemCallException {
    try {
      join(group, interfaceIndex, "joining " + group);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.EADDRINUSE) {
        throw e;
      }
    }
  }

  private void join(IpAddress group, int interfaceIndex, String operation)
      throws SystemCallException {
    if (ipv4) {
      try (Memory request = mreqn(group, IpAddress.ofIpv4(0), interfaceIndex)) {
        set(IPPROTO_IP, IP_ADD_MEMBERSHIP, request, MREQN_BYTES, operation);
      }
      return;
    }
    try (Memory request = new Memory(IPV6_MREQ_BYTES)) {
      NativeAddress.write(group, request, 0);
      request.setInt(IPV6_MREQ_INDEX_AT, interfaceIndex);
      set(IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, request, IPV6_MREQ_BYTES, operation);
    }
  }

  /** Receives no group that other sockets of this host joined (IP_MULTICAST_ALL 0). */
  public void ownGroupsOnly() throws SystemCallException {
    set(level(), ipv4 ? IP_MULTICAST_ALL : IPV6_MULTICAST_ALL, 0, "leaving others' groups");
  }

  /**
   * Sends from this address and, to groups, through this interface, whatever addresses the
   * interface gains later. The address must be on it: then, and at each sending.
   */
  public void sendFrom(IpAddress source, int interfaceIndex) throws SystemCallException {
    String operation = "choosing the interface of " + source;
    if (ipv4) {
      try (Memory request = mreqn(IpAddress.ofIpv4(0), source, interfaceIndex)) {
        set(IPPROTO_IP, IP_MULTICAST_IF, request, MREQN_BYTES, operation);
      }
    } else {
      set(IPPROTO_IPV6, IPV6_MULTICAST_IF, interfaceIndex, operation);
    }
    // What is for a single host, and everything over IPv6, leaves from what the socket is bound to.
    try (Memory address = NativeAddress.of(source, interfaceIndex)) {
      LibC.bind(socket.fd(), address, Math.toIntExact(address.size()));
    } catch (LastErrorException e) {
      throw failed("binding to " + source, e.getErrorCode());
    }
  }

  /** Keeps what is sent from coming back to this host. */
  public void noLoop() throws SystemCallException {
    set(level(), ipv4 ? IP_MULTICAST_LOOP : IPV6_MULTICAST_LOOP, 0, "turning loops off");
  }

  /** The TTL or hop limit of what is sent, 1 to 255, to groups and to single hosts. */
  public void hopLimit(int hops) throws SystemCallException {
    String operation = "setting the hop limit";
    set(level(), ipv4 ? IP_MULTICAST_TTL : IPV6_MULTICAST_HOPS, hops, operation);
    set(level(), ipv4 ? IP_TTL : IPV6_UNICAST_HOPS, hops, operation);
  }

  /** The TOS or traffic class of what is sent, 0 to 255. */
  public void trafficClass(int octet) throws SystemCallException {
    set(level(), ipv4 ? IP_TOS : IPV6_TCLASS, octet, "setting the traffic class");
  }

  /** Lets IPv4 datagrams be fragmented (DF is 0); in IPv6 senders always may. */
  public void allowFragments() throws SystemCallException {
    if (ipv4) {
      set(IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT, "allowing fragments");
    }
  }

  /** Has IPv6 datagrams come with destination and hop limit; IPv4 ones begin with the header. */
  public void reportHeader() throws SystemCallException {
    if (!ipv4) {
      set(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1, "asking for destinations");
      set(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1, "asking for hop limits");
    }
  }

  /** Has datagrams come with the time at which the kernel took them from the interface. */
  public void reportArrival() throws SystemCallException {
    set(SOL_SOCKET, SO_TIMESTAMPNS, 1, "asking for times of arrival");
  }

  private static Memory mreqn(IpAddress group, IpAddress own, int interfaceIndex) {
    Memory request = new Memory(MREQN_BYTES);
    NativeAddress.write(group, request, 0);
    NativeAddress.write(own, request, MREQN_ADDRESS_AT);
    request.setInt(MREQN_INDEX_AT, interfaceIndex);
    return request;
  }

  private int level() {
    return ipv4 ? IPPROTO_IP : IPPROTO_IPV6;
  }

  private void set(int level, int option, int value, String operation) throws SystemCallException {
    try (Memory memory = new Memory(Integer.BYTES)) {
      memory.setInt(0, value);
      set(level, option, memory, Integer.BYTES, operation);
    }
  }

  private void set(int level, int option, Pointer value, long length, String operation)
      throws SystemCallException {
    try {
      LibC.setsockopt(socket.fd(), level, option, value, Math.toIntExact(length));
    } catch (LastErrorException e) {
      throw failed(operation, e.getErrorCode());
    }
  }

  private SystemCallException failed(String operation, int errno) {
    return new SystemCallException(operation + " for " + socket.purpose(), errno);
  }
}
