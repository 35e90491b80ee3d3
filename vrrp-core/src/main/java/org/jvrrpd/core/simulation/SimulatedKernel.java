package org.jvrrpd.core.simulation;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.Lease;

/**
 * The kernel of one host and the thread of the daemon that writes to it. Addresses are leases that
 * end a little late, as measured (a lease of 2 s ended 2.0 to 3.14 s after its renewal). Writes are
 * performed one after another, each after a delay, and only while the process runs; those that the
 * process posted before a stall and that are older than their own lease are dropped, because by
 * then another node may have the address.
 */
final class SimulatedKernel {
  private sealed interface Write {
    /** Installs or renews: to netlink both are the same message with NLM_F_REPLACE. */
    record Put(boolean renewal, Optional<Lease> lease, long postedAt) implements Write {}

    record Take(Runnable completion) implements Write {}
  }

  private final Node node;
  private final Schedule schedule;
  private final Wire wire;
  private final Trace trace;
  private final IpAddress vip;
  private final Queue<Write> writes = new ArrayDeque<>();

  private boolean holds;
  private long expiresAt = Long.MAX_VALUE;
  private boolean refuses;
  private Span delay = Span.NONE;
  private Span lateness = Span.NONE;
  private int process;

  /** The kernel of {@code node}. */
  SimulatedKernel(Node node, Schedule schedule, Wire wire, Trace trace) {
    this.node = node;
    this.schedule = schedule;
    this.wire = wire;
    this.trace = trace;
    this.vip = node.spec().vip();
  }

  /** Whether the virtual address is on the interface. */
  boolean holds() {
    return holds;
  }

  /** Whether the address goes by itself. */
  boolean isLeased() {
    return expiresAt != Long.MAX_VALUE;
  }

  /** The longest that one write takes. */
  long longestDelayNanos() {
    return delay.longestNanos();
  }

  void delay(Span changed) {
    delay = changed;
  }

  /** By how much leases end too late. */
  void endLeasesLate(Span changed) {
    lateness = changed;
  }

  void refuse(boolean refuse) {
    refuses = refuse;
  }

  void install(Optional<Lease> lease) {
    post(new Write.Put(false, lease, node.clock().now()));
  }

  void renew(Optional<Lease> lease) {
    post(new Write.Put(true, lease, node.clock().now()));
  }

  /** Takes the address away; {@code completion} is posted to the node's loop afterwards. */
  void remove(Runnable completion) {
    post(new Write.Take(completion));
  }

  private void post(Write write) {
    writes.add(write);
    if (writes.size() == 1) {
      performNextLater();
    }
  }

  private void performNextLater() {
    int posted = process;
    schedule.after(
        wire.pick(delay),
        () -> {
          if (posted == process && node.isRunning()) {
            performNext();
          }
        });
  }

  private void performNext() {
    Write write = writes.poll();
    if (write == null) {
      return;
    }
    switch (write) {
      case Write.Put put -> perform(put);
      case Write.Take(Runnable completion) -> {
        if (holds) {
          trace.effect(node, "remove " + vip, -1);
        }
        drop();
        node.post(completion);
      }
    }
    if (!writes.isEmpty()) {
      performNextLater();
    }
  }

  private void perform(Write.Put put) {
    boolean late =
        put.lease.isPresent()
            && node.clock().now() - put.postedAt > put.lease.get().lifetimeNanos();
    if (late) {
      trace.quietEffect(node, "dropped a late write", 0);
    } else if (refuses && !put.renewal) {
      trace.effect(node, "installation refused", -1);
      node.postInput(new Input.InstallationFailed());
    } else {
      boolean isNew = !holds;
      holds = true;
      expiresAt =
          put.lease
              .map(lease -> node.clock().now() + lease.lifetimeNanos() + wire.pick(lateness))
              .orElse(Long.MAX_VALUE);
      watchExpiry();
      if (put.renewal) {
        trace.quietEffect(node, "renew", isNew ? 1 : 0);
      } else {
        trace.effect(node, "install " + vip, -1);
        node.post(node::onInstalled);
      }
    }
  }

  private void watchExpiry() {
    long watched = expiresAt;
    if (watched == Long.MAX_VALUE || node.clock().isPaused()) {
      return;
    }
    schedule.at(
        node.clock().worldTimeOf(watched),
        () -> {
          if (holds && expiresAt == watched && node.clock().now() >= watched) {
            trace.effect(node, "lease of " + vip + " ended", -1);
            lose();
          }
        });
  }

  /** Somebody else takes the address away, or its lease ends: the loop is told, if there is one. */
  void lose() {
    if (holds) {
      drop();
      node.postInput(new Input.AddressesLost());
    }
  }

  private void drop() {
    holds = false;
    expiresAt = Long.MAX_VALUE;
  }

  /** The process is gone; what it had posted and not yet written is gone with it. */
  void onProcessEnded() {
    process++;
    writes.clear();
    watchExpiry();
  }

  /** A process starts and removes what its predecessor left, before anything else. */
  void removeLeftOver() {
    if (holds) {
      trace.effect(node, "remove left-over " + vip, -1);
      drop();
    }
  }

  /** The process runs again after a stall, and its clock with it. */
  void onResumed() {
    if (!writes.isEmpty()) {
      performNextLater();
    }
    watchExpiry();
  }
}
