package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Carries batches out together: their requests go to the kernel several in one datagram, one batch
 * after another, then the answers are read: one for each that fails, and one for the last, since
 * the kernel goes through them in order. Every address is tried; the first failure of a batch is
 * its outcome. The kernel thread's.
 */
final class AddressTransaction {
  /**
   * Requests in one datagram. If all fail, each answer takes about 1 KiB of the receive queue, and
   * one that does not fit is lost: 128 fit into the smallest queue that Linux grants by default
   * (208 KiB).
   */
  static final int MAX_REQUESTS_PER_DATAGRAM = 128;

  private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

  private final NetlinkSocket socket;
  private final int firstSequence;
  private final List<Progress> batches;

  /** What is in the datagram that is under way, in the order of the sequence numbers. */
  private final List<Request> requests = new ArrayList<>();

  /** How many requests went before those. */
  private int settled;

  private int answered;

  /** Where in the datagram the last request begins. */
  private int last;

  private AddressTransaction(NetlinkSocket socket, List<AddressBatch> batches, int firstSequence) {
    this.socket = socket;
    this.firstSequence = firstSequence;
    this.batches = batches.stream().map(Progress::new).toList();
  }

  /** A batch and the first failure in it. */
  private static final class Progress {
    private final AddressBatch batch;
    private @Nullable SystemCallException failure;

    Progress(AddressBatch batch) {
      this.batch = batch;
    }

    void failWith(SystemCallException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** One address of a batch. */
  private record Request(Progress of, int index) {
    String operation() {
      return of.batch.operation(index);
    }
  }

  /**
   * Carries out the batches in their order.
   *
   * @param firstSequence the sequence number of the first request; each has the next
   * @return for each batch its first failure, or empty
   */
  static List<Optional<SystemCallException>> run(
      NetlinkSocket socket, List<AddressBatch> batches, int firstSequence) {
    AddressTransaction transaction = new AddressTransaction(socket, batches, firstSequence);
    transaction.run();
    return transaction.batches.stream().map(each -> Optional.ofNullable(each.failure)).toList();
  }

  private void run() {
    ByteBuffer buffer = socket.sendBuffer();
    for (Progress each : batches) {
      int count = each.batch.addresses().size();
      for (int index = 0; index < count; index++) {
        if (requests.size() == MAX_REQUESTS_PER_DATAGRAM) {
          exchange(buffer);
          buffer = socket.sendBuffer();
        }
        if (each.batch.isTooLate(System.nanoTime())) {
          each.failWith(tooLate(each.batch.operation(index)));
          break;
        }
        last = buffer.position();
        AddressMessages.write(buffer, each.batch, index, firstSequence + settled + requests.size());
        requests.add(new Request(each, index));
      }
    }
    exchange(buffer);
  }

  private static SystemCallException tooLate(String operation) {
    return new SystemCallException(
        operation, Errno.ETIME.number(), "the daemon was stopped or held up");
  }

  private void exchange(ByteBuffer buffer) {
    if (requests.isEmpty()) {
      return;
    }
    answered = 0;
    try {
      RouteRequest.acknowledge(buffer, last);
      socket.send(requests.getFirst().operation());
      readAnswers();
    } catch (SystemCallException e) {
      requests.subList(answered, requests.size()).forEach(each -> each.of().failWith(e));
    }
    settled += requests.size();
    requests.clear();
  }

  private void readAnswers() throws SystemCallException {
    long deadline = System.nanoTime() + ANSWER_TIMEOUT_MILLIS * 1_000_000L;
    while (answered < requests.size()) {
      switch (socket.receive()) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), this::take);
        case FOREIGN -> {}
        case EMPTY -> {
          if (System.nanoTime() - deadline >= 0) {
            throw new SystemCallException(awaited().operation(), Errno.ETIMEDOUT.number());
          }
          socket.awaitReadable(ANSWER_TIMEOUT_MILLIS);
        }
        case OVERRUN ->
            throw new SystemCallException(
                awaited().operation(), Errno.ENOBUFS.number(), "the answer was lost");
      }
    }
  }

  private Request awaited() {
    return requests.get(answered);
  }

  private void take(NetlinkMessage message) {
    int index = message.sequence() - firstSequence - settled;
    // Answers come in order; a late one of an earlier datagram has another number.
    if (message.type() != Rtnetlink.NLMSG_ERROR || index < answered || index >= requests.size()) {
      return;
    }
    Request request = requests.get(index);
    answered = index + 1;
    int errno = message.errno();
    if (errno != 0 && !isSuccess(request.of().batch.kind(), Errno.of(errno))) {
      request.of().failWith(explain(request.operation(), errno, message.errorText()));
    }
  }

  private static boolean isSuccess(AddressBatch.Kind kind, Errno errno) {
    return switch (kind) {
      case INSTALL, RENEW -> false;
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
}
