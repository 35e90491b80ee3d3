package org.jvrrpd.daemon.kernel;

import java.util.function.Consumer;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** One request with NLM_F_ACK, what the kernel answers to it, and its acknowledgement. */
final class NetlinkExchange {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final int sequence;
  private final Consumer<NetlinkMessage> answers;
  private boolean done;
  private int errno;
  private String text = "";

  private NetlinkExchange(int sequence, Consumer<NetlinkMessage> answers) {
    this.sequence = sequence;
    this.answers = answers;
  }

  /**
   * Sends the request in the socket's buffer and waits until the kernel has carried it out.
   *
   * @param operation what is being done, for the exception's message
   * @param answers is given what comes before the acknowledgement
   * @throws SystemCallException if the kernel refuses, or does not answer within 5 s
   */
  static void run(
      NetlinkSocket socket, String operation, int sequence, Consumer<NetlinkMessage> answers)
      throws SystemCallException {
    NetlinkExchange exchange = new NetlinkExchange(sequence, answers);
    long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    socket.send(operation);
    while (!exchange.done) {
      if (System.nanoTime() - deadline >= 0) {
        throw new SystemCallException(operation, Errno.ETIMEDOUT.number());
      }
      switch (socket.receive()) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), exchange::take);
        case EMPTY -> socket.awaitReadable(TIMEOUT_MILLIS);
        case FOREIGN -> {}
        case OVERRUN -> throw new SystemCallException(operation, Errno.ENOBUFS.number());
      }
    }
    exchange.throwIfRefused(operation);
  }

  private void take(NetlinkMessage message) {
    if (message.sequence() != sequence) {
      return;
    }
    if (message.type() == Rtnetlink.NLMSG_ERROR) {
      done = true;
      errno = message.errno();
      text = message.errorText().orElse("");
    } else {
      answers.accept(message);
    }
  }

  private void throwIfRefused(String operation) throws SystemCallException {
    if (errno == 0) {
      return;
    }
    if (Errno.of(errno) == Errno.EPERM) {
      throw new SystemCallException(operation, errno, "the daemon needs CAP_NET_ADMIN");
    }
    throw text.isEmpty()
        ? new SystemCallException(operation, errno)
        : new SystemCallException(operation, errno, "the kernel says: " + text);
  }
}
