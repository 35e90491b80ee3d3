package org.jvrrpd.core.simulation;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The segment that connects the nodes. It loses, doubles, delays and thereby reorders; any pair of
 * nodes can be cut in one direction or in both.
 */
final class Wire {
  private static final int PER_CENT = 100;
  private static final int REMEMBERED = 32;
  private static final int MAX_NODES = 64;

  private final Schedule schedule;
  private final List<Node> nodes;
  private final BitSet cut = new BitSet(MAX_NODES * MAX_NODES);
  private final Deque<Packet> heard = new ArrayDeque<>(REMEMBERED);

  private SplittableRandom random = new SplittableRandom(0);
  private boolean strangersSilent;
  private int lossPercent;
  private int duplicatePercent;
  private Span delay = Span.NONE;

  /** A wire between {@code nodes}, to which more may be added. */
  Wire(Schedule schedule, List<Node> nodes) {
    this.schedule = schedule;
    this.nodes = nodes;
  }

  void seed(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A duration from {@code span} in nanoseconds, from the one source of chance. */
  long pick(Span span) {
    return span.shortestNanos() == span.longestNanos()
        ? span.shortestNanos()
        : random.nextLong(span.shortestNanos(), span.longestNanos() + 1);
  }

  void lose(int percent) {
    lossPercent = percent;
  }

  void duplicate(int percent) {
    duplicatePercent = percent;
  }

  void delay(Span changed) {
    delay = changed;
  }

  boolean isLossless() {
    return lossPercent == 0;
  }

  long longestDelayNanos() {
    return delay.longestNanos();
  }

  /** Nothing that {@code from} sends reaches {@code to} any more. */
  void cut(Node from, Node to) {
    cut.set(pair(from, to));
  }

  /** From now on only our nodes are heard. */
  void silenceStrangers() {
    strangersSilent = true;
  }

  void healAll() {
    cut.clear();
  }

  /** Whether packets pass between two nodes in both directions. */
  boolean connects(Node a, Node b) {
    return passes(a, b) && passes(b, a);
  }

  /** Whether packets pass in this direction; from a stranger to everybody. */
  boolean passes(@Nullable Node from, Node to) {
    return to.isLinkUp()
        && (from == null ? !strangersSilent : (from.isLinkUp() && !cut.get(pair(from, to))));
  }

  private static int pair(Node from, Node to) {
    return from.index() * MAX_NODES + to.index();
  }

  /** The last packet that {@code node} sent; null if it has been silent for long. */
  @Nullable Packet lastFrom(Node node) {
    return heard.reversed().stream()
        .filter(packet -> packet.sender() == node)
        .findFirst()
        .orElse(null);
  }

  /** Sends a packet to everybody but its sender. */
  void send(Packet packet) {
    if (heard.size() == REMEMBERED) {
      heard.removeFirst();
    }
    heard.addLast(packet);
    for (Node node : nodes) {
      if (node != packet.sender() && passes(packet.sender(), node)) {
        carry(packet, node);
      }
    }
  }

  /** Sends a packet to one node only. */
  void send(Packet packet, Node to) {
    if (passes(packet.sender(), to)) {
      carry(packet, to);
    }
  }

  private void carry(Packet packet, Node to) {
    if (lossPercent > 0 && random.nextInt(PER_CENT) < lossPercent) {
      return;
    }
    deliverLater(packet, to);
    if (duplicatePercent > 0 && random.nextInt(PER_CENT) < duplicatePercent) {
      deliverLater(packet, to);
    }
  }

  private void deliverLater(Packet packet, Node to) {
    schedule.after(
        pick(delay),
        () -> {
          if (passes(packet.sender(), to)) {
            to.arrive(packet);
          }
        });
  }
}
