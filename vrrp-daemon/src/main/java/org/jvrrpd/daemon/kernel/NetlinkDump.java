package org.jvrrpd.daemon.kernel;

import java.util.function.Consumer;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** The answer to one request for a whole list, which the kernel gives in parts (NLM_F_DUMP). */
final class NetlinkDump {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final int sequence;
  private final Consumer<NetlinkMessage> entries;
  private boolean interrupted;
  private boolean done;
  private int errno;

  private NetlinkDump(int sequence, Consumer<NetlinkMessage> entries) {
    this.sequence = sequence;
    this.entries = entries;
  }

  /**
   * Sends the request in the socket's buffer and hands every entry of the answer to {@code
   * entries}.
   *
   * @return false if the list changed while it was read, so that entries may be missing
   * @throws SystemCallException if the kernel refuses, or does not finish within 5 s
   */
  static boolean read(
      NetlinkSocket socket, String operation, int sequence, Consumer<NetlinkMessage> entries)
      throws SystemCallException {
    NetlinkDump dump = new NetlinkDump(sequence, entries);
    long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    socket.send(operation);
    while (!dump.done) {
      if (System.nanoTime() - deadline >= 0) {
        throw new SystemCallException(operation, Errno.ETIMEDOUT.number());
      }
      switch (socket.receive()) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), dump::take);
        case EMPTY -> socket.awaitReadable(TIMEOUT_MILLIS);
        case FOREIGN -> {}
        // The parts wait to be read, so only an entry longer than the buffer can be meant.
        case OVERRUN -> throw new SystemCallException(operation, Errno.ENOBUFS.number());
      }
    }
    if (dump.errno != 0) {
      throw new SystemCallException(operation, dump.errno);
    }
    return !dump.interrupted;
  }

  private void take(NetlinkMessage message) {
    if (message.sequence() != sequence) {
      return;
    }
    interrupted |= message.hasFlag(Rtnetlink.NLM_F_DUMP_INTERRUPTED);
    if (message.type() == Rtnetlink.NLMSG_ERROR || message.type() == Rtnetlink.NLMSG_DONE) {
      done = true;
      errno = message.errno();
    } else {
      entries.accept(message);
    }
  }
}
