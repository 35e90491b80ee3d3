package org.jvrrpd.daemon.transport;

import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.BpfProgram;
import org.jvrrpd.daemon.jna.DatagramBuffer;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.RawSocketOptions;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Opens an interface's VRRP sockets with the options that the protocol and its safety demand. */
final class VrrpSockets {
  /**
   * What may wait for the election while the daemon is stalled. The kernel doubles it to 2 MiB,
   * which holds some 2,500 advertisements at 0.8 KiB each: 10 s of 255 virtual routers. A socket
   * that is not read keeps the oldest packets and drops the new ones, so more would only be older.
   */
  static final int ELECTION_BUFFER_BYTES = 1 << 20;

  /** Enough of the rest to name its senders: some 40 datagrams. */
  static final int SAMPLE_BUFFER_BYTES = 16 << 10;

  /** CS6, network control, which keepalived sends too. */
  private static final int TRAFFIC_CLASS = 0xc0;

  /** TC_PRIO_CONTROL: advertisements leave before bulk data where the interface has a queue. */
  private static final int QUEUE_PRIORITY = 6;

  private VrrpSockets() {}

  /** Receives what {@code filter} passes of these groups, and of what is for this host alone. */
  static RawSocket openReceiving(
      AddressFamily family,
      String interfaceName,
      int interfaceIndex,
      Set<IpAddress> groups,
      BpfProgram filter,
      int bufferBytes)
      throws SystemCallException {
    return configured(
        family,
        socket -> {
          RawSocketOptions options = socket.options();
          options.bindToDevice(interfaceName);
          options.ownGroupsOnly();
          for (IpAddress group : groups) {
            options.joinGroup(group, interfaceIndex);
          }
          options.receiveBufferBytes(bufferBytes);
          options.reportHeader();
          options.reportArrival();
          discardWhatCameBefore(socket);
          options.attachFilter(filter);
        });
  }

  /** Sends only; its filter stays at dropping everything, or its queue would fill. */
  static RawSocket openTransmitting(
      AddressFamily family, String interfaceName, int interfaceIndex, IpAddress source)
      throws SystemCallException {
    return configured(
        family,
        socket -> {
          RawSocketOptions options = socket.options();
          options.bindToDevice(interfaceName);
          options.ownGroupsOnly();
          options.noLoop();
          options.hopLimit(Envelope.HOP_LIMIT);
          options.trafficClass(TRAFFIC_CLASS);
          options.queuePriority(QUEUE_PRIORITY);
          options.allowFragments();
          options.sendFrom(source, interfaceIndex);
          discardWhatCameBefore(socket);
        });
  }

  private interface Configuration {
    void apply(RawSocket socket) throws SystemCallException;
  }

  /** A raw socket receives from its first instant, from every interface, so it drops at first. */
  private static RawSocket configured(AddressFamily family, Configuration configuration)
      throws SystemCallException {
    RawSocket socket = RawSocket.open(family, Envelope.PROTOCOL, "VRRP");
    try {
      socket.options().attachFilter(BpfProgram.dropEverything());
      configuration.apply(socket);
      return socket;
    } catch (SystemCallException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Ends, since the drop-all filter lets nothing follow. */
  private static void discardWhatCameBefore(RawSocket socket) throws SystemCallException {
    DatagramBuffer buffer = new DatagramBuffer(1);
    boolean emptied = false;
    while (!emptied) {
      emptied = !socket.receive(buffer);
    }
  }

  /** The sockets of one interface; closing closes all three. */
  record Trio(RawSocket election, RawSocket sampling, RawSocket transmitting)
      implements AutoCloseable {
    static Trio open(String interfaceName, int interfaceIndex, IpAddress source, Hearing hearing)
        throws SystemCallException {
      AddressFamily family = source.family();
      RawSocket transmitting = openTransmitting(family, interfaceName, interfaceIndex, source);
      try {
        BpfProgram ours = VrrpFilters.election(family, hearing);
        RawSocket election =
            openReceiving(
                family,
                interfaceName,
                interfaceIndex,
                hearing.groups(),
                ours,
                ELECTION_BUFFER_BYTES);
        try {
          BpfProgram others = VrrpFilters.everythingElse(family, hearing);
          RawSocket sampling =
              openReceiving(
                  family,
                  interfaceName,
                  interfaceIndex,
                  hearing.groups(),
                  others,
                  SAMPLE_BUFFER_BYTES);
          return new Trio(election, sampling, transmitting);
        } catch (SystemCallException | RuntimeException e) {
          election.close();
          throw e;
        }
      } catch (SystemCallException | RuntimeException e) {
        transmitting.close();
        throw e;
      }
    }

    /** Receives this from now on. */
    void receive(AddressFamily family, int interfaceIndex, Hearing hearing)
        throws SystemCallException {
      for (IpAddress group : hearing.groups()) {
        election.options().joinGroup(group, interfaceIndex);
        sampling.options().joinGroup(group, interfaceIndex);
      }
      // In this order nothing falls between the two: what both pass is recognised as a repetition.
      election.options().attachFilter(VrrpFilters.election(family, hearing));
      sampling.options().attachFilter(VrrpFilters.everythingElse(family, hearing));
    }

    @Override
    public void close() {
      election.close();
      sampling.close();
      transmitting.close();
    }
  }
}
