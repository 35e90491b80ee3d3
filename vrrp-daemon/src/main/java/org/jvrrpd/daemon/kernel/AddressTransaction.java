package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Carries one batch out: its requests go to the kernel several in one datagram, then the answers
 * are read. Every address is tried; the first failure is the outcome. The kernel thread's.
 */
final class AddressTransaction {
  /**
   * Requests in one datagram. Each answer takes about 1 KiB of the receive queue, and one that does
   * not fit is lost: 128 fit into the smallest queue that Linux grants by default (208 KiB).
   */
  static final int MAX_REQUESTS_PER_DATAGRAM = 128;

  private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

  private final NetlinkSocket socket;
  private final AddressBatch batch;
  private final int firstSequence;
  private @Nullable SystemCallException failure;
  private int answered;

  private AddressTransaction(NetlinkSocket socket, AddressBatch batch, int firstSequence) {
    this.socket = socket;
    this.batch = batch;
    this.firstSequence = firstSequence;
  }

  /**
   * Carries out the batch.
   *
   * @param firstSequence the address at index i gets the sequence number {@code firstSequence + i}
   * @return the first failure, or empty
   */
  static Optional<SystemCallException> run(
      NetlinkSocket socket, AddressBatch batch, int firstSequence) {
    AddressTransaction transaction = new AddressTransaction(socket, batch, firstSequence);
    try {
      transaction.run();
    } catch (SystemCallException e) {
      transaction.failWith(e);
    }
    return Optional.ofNullable(transaction.failure);
  }

  private void run() throws SystemCallException {
    int count = batch.addresses().size();
    for (int from = 0; from < count; from += MAX_REQUESTS_PER_DATAGRAM) {
      int to = Math.min(from + MAX_REQUESTS_PER_DATAGRAM, count);
      if (batch.isTooLate(System.nanoTime())) {
        throw new SystemCallException(
            batch.operation(from), Errno.ETIME.number(), "the daemon was stopped or held up");
      }
      ByteBuffer buffer = socket.sendBuffer();
      for (int i = from; i < to; i++) {
        write(i, buffer);
      }
      socket.send(batch.operation(from));
      readAnswers(to);
    }
  }

  private void write(int index, ByteBuffer buffer) {
    AddressRequest address = batch.addresses().get(index);
    boolean ipv6 = address.address().family() == AddressFamily.IPV6;
    boolean removal = batch.kind() == AddressBatch.Kind.REMOVE;
    int linkIndex =
        batch.kind() == AddressBatch.Kind.REHEARSE ? Integer.MAX_VALUE : batch.link().index();
    RouteRequest request =
        RouteRequest.begin(
                buffer,
                removal ? Rtnetlink.RTM_DELADDR : Rtnetlink.RTM_NEWADDR,
                removal
                    ? Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK
                    : Rtnetlink.NLM_F_REQUEST
                        | Rtnetlink.NLM_F_ACK
                        | Rtnetlink.NLM_F_CREATE
                        | Rtnetlink.NLM_F_REPLACE,
                firstSequence + index)
            .addressHeader(
                ipv6 ? Rtnetlink.AF_INET6 : Rtnetlink.AF_INET,
                address.prefixLength(),
                address.traits().scope(),
                linkIndex)
            .address(Rtnetlink.IFA_LOCAL, address.address())
            .address(Rtnetlink.IFA_ADDRESS, address.traits().peer().orElse(address.address()));
    if (!removal) {
      writeTraits(request, address);
    }
    request.end();
  }

  private void writeTraits(RouteRequest request, AddressRequest address) {
    AddressTraits traits = address.traits();
    traits.broadcast().ifPresent(each -> request.address(Rtnetlink.IFA_BROADCAST, each));
    traits.label().ifPresent(each -> request.text(Rtnetlink.IFA_LABEL, each));
    request.number(Rtnetlink.IFA_FLAGS, flags(address));
    request.octet(Rtnetlink.IFA_PROTO, AddressWriter.ADDRESS_PROTOCOL);
    int valid = batch.validLifetimeSeconds().orElse(Rtnetlink.LIFETIME_FOREVER);
    request.lifetimes(preferredSeconds(address, valid), valid);
  }

  /** In an attribute, since the header's octet has no room for all. */
  private static int flags(AddressRequest address) {
    boolean ipv6 = address.address().family() == AddressFamily.IPV6;
    Set<AddressFlag> wanted = address.traits().flags();
    int flags = wanted.stream().mapToInt(AddressFlag::bits).reduce(0, (a, b) -> a | b);
    if (ipv6 && !wanted.contains(AddressFlag.DETECT_DUPLICATES)) {
      flags |= Rtnetlink.IFA_F_NODAD;
    }
    if (ipv6 && !address.bringsRoute()) {
      flags |= Rtnetlink.IFA_F_NOPREFIXROUTE;
    }
    return flags;
  }

  /** An IPv6 VIP alone in its prefix is never chosen as a source, unless somebody wants it to. */
  private static int preferredSeconds(AddressRequest address, int valid) {
    boolean alone =
        address.address().family() == AddressFamily.IPV6 && address.prefixLength() == 128;
    int wanted = address.traits().preferredSeconds().orElse(alone ? 0 : valid);
    return Integer.compareUnsigned(wanted, valid) > 0 || wanted == Integer.MAX_VALUE
        ? valid
        : wanted;
  }

  private void readAnswers(int expected) throws SystemCallException {
    long deadline = System.nanoTime() + ANSWER_TIMEOUT_MILLIS * 1_000_000L;
    while (answered < expected) {
      switch (socket.receive()) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), this::take);
        case FOREIGN -> {}
        case EMPTY -> {
          if (System.nanoTime() - deadline >= 0) {
            throw new SystemCallException(batch.operation(answered), Errno.ETIMEDOUT.number());
          }
          socket.awaitReadable(ANSWER_TIMEOUT_MILLIS);
        }
        case OVERRUN ->
            throw new SystemCallException(
                batch.operation(answered), Errno.ENOBUFS.number(), "the answer was lost");
      }
    }
  }

  private void take(NetlinkMessage message) {
    int index = message.sequence() - firstSequence;
    // Answers come in order; a late one of an earlier batch has another number.
    if (message.type() != Rtnetlink.NLMSG_ERROR || index != answered) {
      return;
    }
    answered++;
    int errno = message.errno();
    if (errno != 0 && !isSuccess(Errno.of(errno))) {
      failWith(explain(batch.operation(index), errno, message.errorText()));
    }
  }

  private boolean isSuccess(Errno errno) {
    return switch (batch.kind()) {
      case INSTALL -> false;
      // Not on the link, or the link is gone: what was wanted.
      case REMOVE -> errno == Errno.EADDRNOTAVAIL || errno == Errno.ENODEV;
      case REHEARSE -> errno == Errno.ENODEV;
    };
  }

  private static SystemCallException explain(
      String operation, int errno, Optional<String> kernelText) {
    if (Errno.of(errno) == Errno.EPERM) {
      return new SystemCallException(operation, errno, "the daemon needs CAP_NET_ADMIN");
    }
    return kernelText
        .map(text -> new SystemCallException(operation, errno, "the kernel says: " + text))
        .orElseGet(() -> new SystemCallException(operation, errno));
  }

  private void failWith(SystemCallException e) {
    if (failure == null) {
      failure = e;
    }
  }
}
