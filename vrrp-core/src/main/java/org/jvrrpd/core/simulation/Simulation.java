package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;

/**
 * One simulated segment with its nodes. It is driven by commands in words, which {@link Commands}
 * lists, and after every event its invariants are checked. The same commands give the same
 * execution. Not thread-safe.
 */
public final class Simulation {
  static final int MAX_NODES = 32;

  private final Schedule schedule = new Schedule();
  private final List<Node> nodes = new ArrayList<>();
  private final Wire wire = new Wire(schedule, nodes);
  private final Trace trace;
  private final Invariants invariants;
  private final Commands commands = new Commands(this);
  private boolean settling;

  /**
   * An empty segment.
   *
   * @param written whether lines for people are written; without them it is several times faster
   */
  public Simulation(boolean written) {
    trace = new Trace(schedule, written);
    invariants = new Invariants(schedule, wire, trace, nodes);
  }

  /**
   * Carries out one command.
   *
   * @throws IllegalArgumentException in words, if it is none or cannot be carried out now
   */
  public void perform(String command) {
    commands.perform(command);
  }

  /** The lines for people since the last call; see {@link Trace}. */
  public List<String> takeLines() {
    return trace.takeLines();
  }

  /** What must not happen and did, in the order of time. */
  public List<String> violations() {
    return List.copyOf(invariants.violations());
  }

  /** A number for everything that has happened: equal for executions that are equal. */
  public long digest() {
    return trace.digest();
  }

  /** Lets {@code nanos} pass, with all that happens meanwhile. */
  void run(long nanos) {
    long until = schedule.now() + nanos;
    while (schedule.runNext(until)) {
      invariants.onEvent();
    }
    // What is wrong may have come with the last event and be wrong for too long only now.
    invariants.onEvent();
  }

  /** All faults have ended, and what was still to come of them does not come. */
  void settle() {
    settling = true;
  }

  boolean isSettling() {
    return settling;
  }

  Schedule schedule() {
    return schedule;
  }

  Wire wire() {
    return wire;
  }

  Trace trace() {
    return trace;
  }

  Invariants invariants() {
    return invariants;
  }

  List<Node> nodes() {
    return nodes;
  }

  void add(Node node) {
    if (nodes.size() == MAX_NODES) {
      throw new IllegalArgumentException("there are " + MAX_NODES + " nodes already");
    }
    nodes.add(node);
  }

  /**
   * The node of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  Node node(String name) {
    for (Node node : nodes) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("there is no node " + name);
  }

  /** What the cluster file, as it is now, says for {@code node}. */
  RouterSettings settingsOf(Node node) {
    Map<IpAddress, Integer> peers = new HashMap<>();
    for (Node other : nodes) {
      if (other != node) {
        peers.put(other.spec().address(), other.spec().priority());
      }
    }
    return node.spec().settings(peers);
  }
}
