package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * The kernel thread: installs and removes addresses, one batch after another. The kernel carries
 * such requests out under a lock that others can hold for tens of milliseconds, so the event loop
 * only posts them here, and hears of the outcome later.
 *
 * <p>The methods may be called on any thread and never block, except {@link #close}. Outcomes go to
 * the executor given to {@link #open}, always, also those that are known at once; they are lost if
 * it accepts nothing any more.
 */
public final class AddressWriter implements AutoCloseable {
  /**
   * Our mark on an address (IFA_PROTO): VRRP's IP protocol number, which no program listed in
   * iproute2's rt_protos uses. Kernels before 5.18 do not keep it.
   */
  public static final int ADDRESS_PROTOCOL = 112;

  /** Batches that can wait. Renewals that are equal collapse: four for each of 4,000 routers. */
  static final int MAX_WAITING_BATCHES = 16_000;

  private static final int RECEIVE_QUEUE_BYTES = 256 * 1024;
  private static final long CLOSE_TIMEOUT_SECONDS = 2;

  private static final Link NOWHERE =
      new Link(Integer.MAX_VALUE, "no link", false, MacAddress.NONE, 0);
  private static final List<AddressRequest> REHEARSED =
      List.of(new AddressRequest(IpAddress.ofIpv4(0xc0000201), 32));

  private final BatchQueue queue = new BatchQueue(MAX_WAITING_BATCHES);
  private final AtomicBoolean releasing = new AtomicBoolean();
  private final AtomicLong posted = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();
  private final Executor completions;
  private final Promptness promptness;
  private final Thread thread;

  private AddressWriter(Executor completions, Promptness promptness, NetlinkSocket socket) {
    this.completions = completions;
    this.promptness = promptness;
    this.thread = Thread.ofPlatform().daemon().name("jvrrpd-kernel").unstarted(() -> work(socket));
  }

  /**
   * Opens a netlink socket in the network namespace of the calling thread and starts the thread.
   *
   * @param completions runs what is told about outcomes, for example the event loop
   * @param promptness is told where the thread is not scheduled as it wants
   * @throws IOException if there can be no socket. A missing CAP_NET_ADMIN shows later, as the
   *     outcome of each batch.
   */
  public static AddressWriter open(Executor completions, Promptness promptness) throws IOException {
    AddressWriter writer =
        new AddressWriter(completions, promptness, NetlinkSocket.open(0, RECEIVE_QUEUE_BYTES));
    writer.thread.start();
    return writer;
  }

  /**
   * Installs addresses, or gives those that are there this lifetime and our mark. IPv6 ones are
   * there at once, without duplicate address detection, unless their traits ask for it. What a
   * label, scope or broadcast address of one that is there is, stays. If one fails the others are
   * tried nevertheless. Batches for different links are carried out in the order in which they were
   * given.
   *
   * <p>With a lifetime it is a lease, and an installation that could not begin within this lifetime
   * is not carried out: it fails with ETIME. A process that was stopped in between must not put
   * back, as the first thing when it runs again, what another node has taken over.
   *
   * @param link its index counts; the name is for error messages
   * @param validLifetimeSeconds at least 1; empty for addresses that stay until they are removed
   * @param done is told the first failure, with the address in its message, or empty
   */
  public void install(
      Link link,
      List<AddressRequest> addresses,
      OptionalInt validLifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {
    OptionalLong notAfter =
        validLifetimeSeconds.isPresent()
            ? OptionalLong.of(
                System.nanoTime() + TimeUnit.SECONDS.toNanos(validLifetimeSeconds.getAsInt()))
            : OptionalLong.empty();
    install(AddressBatch.Kind.INSTALL, link, addresses, validLifetimeSeconds, notAfter, done);
  }

  /**
   * As {@link #install}, but it fails with ETIME unless it begins by {@code notAfterNanos} on
   * {@link System#nanoTime}'s scale: the deadline of the lease that it prolongs. A renewal that
   * waits behind an equal one becomes one with it. Those that are asked for together go to the
   * kernel together, and only a failure is told.
   */
  public void renew(
      Link link,
      List<AddressRequest> addresses,
      int validLifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    install(
        AddressBatch.Kind.RENEW,
        link,
        addresses,
        OptionalInt.of(validLifetimeSeconds),
        OptionalLong.of(notAfterNanos),
        done);
  }

  private void install(
      AddressBatch.Kind kind,
      Link link,
      List<AddressRequest> addresses,
      OptionalInt validLifetimeSeconds,
      OptionalLong notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    if (validLifetimeSeconds.isPresent() && validLifetimeSeconds.getAsInt() < 1) {
      throw new IllegalArgumentException("a lease lasts at least one second");
    }
    post(new AddressBatch(kind, link, addresses, validLifetimeSeconds, notAfterNanos, done));
  }

  /**
   * Removes addresses. One that is not there with this prefix length, or whose link is gone, counts
   * as removed.
   *
   * @param done is told the first failure, with the address in its message, or empty
   */
  public void remove(
      Link link, List<AddressRequest> addresses, Consumer<Optional<SystemCallException>> done) {
    post(
        new AddressBatch(
            AddressBatch.Kind.REMOVE,
            link,
            addresses,
            OptionalInt.empty(),
            OptionalLong.empty(),
            done));
  }

  /**
   * Runs the whole way of an installation, on a link that does not exist, so that the first real
   * one finds its code loaded. Nothing changes. It also shows whether installing is permitted.
   *
   * @param done is told empty, or why an installation would fail (EPERM)
   */
  public void warmUp(Consumer<Optional<SystemCallException>> done) {
    post(
        new AddressBatch(
            AddressBatch.Kind.REHEARSE,
            NOWHERE,
            REHEARSED,
            OptionalInt.of(1),
            OptionalLong.empty(),
            done));
  }

  /**
   * The kernel thread stays awake for so long, which is for milliseconds, since it is about to be
   * asked for something that somebody waits for.
   */
  public void expect(long nanos) {
    queue.expect(nanos);
  }

  /**
   * Waits without sleeping, for at most so long, until what was asked for so far is done and its
   * outcome has been handed to the executor.
   */
  @SuppressWarnings("ThreadPriorityCheck") // on one processor the kernel thread needs it
  public void awaitOutcomes(long nanos) {
    long limit = System.nanoTime() + nanos;
    while (finished.get() - posted.get() < 0 && limit - System.nanoTime() > 0) {
      Thread.yield();
    }
  }

  private void post(AddressBatch batch) {
    posted.incrementAndGet();
    switch (queue.offer(batch)) {
      case ACCEPTED -> release(batch.kind());
      case FULL ->
          refuse(
              batch, Errno.ENOBUFS, MAX_WAITING_BATCHES + " batches wait for the kernel already");
      case CLOSED -> refuse(batch, Errno.ECANCELED, "the daemon is ending");
    }
  }

  /** A renewal waits for those that the executor's present work asks for after it. */
  private void release(AddressBatch.Kind kind) {
    if (kind != AddressBatch.Kind.RENEW) {
      queue.release();
    } else if (releasing.compareAndSet(false, true)) {
      try {
        completions.execute(this::releaseRenewals);
      } catch (RejectedExecutionException _) {
        releaseRenewals();
      }
    }
  }

  private void releaseRenewals() {
    releasing.set(false);
    queue.release();
  }

  private void refuse(AddressBatch batch, Errno errno, String remark) {
    String operation = batch.addresses().isEmpty() ? "writing no address" : batch.operation(0);
    SystemCallException refusal = new SystemCallException(operation, errno.number(), remark);
    complete(List.of(batch), List.of(Optional.of(refusal)));
  }

  private void complete(List<AddressBatch> batches, List<Optional<SystemCallException>> outcomes) {
    boolean news = false;
    for (int i = 0; i < batches.size(); i++) {
      news |= isNews(batches.get(i), outcomes.get(i));
    }
    if (news) {
      try {
        completions.execute(() -> tell(batches, outcomes));
      } catch (RejectedExecutionException _) {
        // Whoever asked has ended; the kernel's state stands as it is.
      }
    }
    finished.addAndGet(batches.stream().mapToInt(each -> each.waiting().size()).sum());
  }

  private static void tell(
      List<AddressBatch> batches, List<Optional<SystemCallException>> outcomes) {
    for (int i = 0; i < batches.size(); i++) {
      Optional<SystemCallException> outcome = outcomes.get(i);
      if (isNews(batches.get(i), outcome)) {
        batches.get(i).waiting().forEach(done -> done.accept(outcome));
      }
    }
  }

  private static boolean isNews(AddressBatch batch, Optional<SystemCallException> outcome) {
    return outcome.isPresent() || batch.kind() != AddressBatch.Kind.RENEW;
  }

  /** As much as goes to the kernel in one datagram. */
  private List<AddressBatch> take() throws InterruptedException {
    return queue.take(AddressTransaction.MAX_REQUESTS_PER_DATAGRAM);
  }

  /** The thread's life. It owns the socket. */
  private void work(NetlinkSocket socket) {
    // What is refused to this thread is refused to the event loop as well, which logs it.
    var _ = promptness.hurryThisThread();
    try (socket) {
      int sequence = 1;
      for (List<AddressBatch> next = take(); !next.isEmpty(); next = take()) {
        complete(next, AddressTransaction.run(socket, next, sequence));
        sequence += next.stream().mapToInt(each -> each.addresses().size()).sum();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the kernel thread", e);
    } finally {
      // Nothing waits here unless the thread fails; then nobody may wait for ever.
      queue.close();
      queue.drain().forEach(batch -> refuse(batch, Errno.ECANCELED, "the kernel thread has ended"));
    }
  }

  /**
   * Accepts nothing more, carries out what waits, and ends the thread. Waits for that at most 2 s;
   * a kernel that takes longer is left to finish on its own.
   */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    try {
      boolean _ = thread.join(Duration.ofSeconds(CLOSE_TIMEOUT_SECONDS));
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
