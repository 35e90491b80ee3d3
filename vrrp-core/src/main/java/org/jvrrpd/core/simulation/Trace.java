package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.router.Step;

/**
 * What happened. Everything goes into a digest, by which two executions are compared; what a person
 * wants to read is written down as lines as well, unless there are too many executions to read.
 */
final class Trace {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int PRIME = 31;

  private final Schedule schedule;
  private final boolean written;
  private final List<String> lines = new ArrayList<>();
  private long digest;

  Trace(Schedule schedule, boolean written) {
    this.schedule = schedule;
    this.written = written;
  }

  /** A number for everything that has happened so far. */
  long digest() {
    return digest;
  }

  /** The lines since the last call. */
  List<String> takeLines() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /**
   * A step of a router. What is repeated in one state is written once, and the ordinary life of a
   * master and of those who hear it not at all.
   *
   * @param last the reason of the node's step before
   */
  void step(Node node, Step step, @Nullable Reason last) {
    mix(node, step.reason().words().hashCode(), step.effects().size());
    if (!written) {
      return;
    }
    if (step.changesState()) {
      write(
          node,
          "%s -> %s (%s)"
              .formatted(step.before().name(), step.after().name(), step.reason().words()));
    } else if (!isOrdinary(step.reason()) && last != step.reason()) {
      write(node, "%s (%s)".formatted(step.after().name(), step.reason().words()));
    }
  }

  static boolean isOrdinary(Reason reason) {
    return reason == Reason.NOTHING
        || reason == Reason.ADVERTISEMENT_DUE
        || reason == Reason.LEASE_DUE
        || reason == Reason.MASTER_HEARD;
  }

  /** Something that is done: an effect, or an event in the node's kernel. */
  void effect(Node node, String what, int number) {
    mix(node, what.hashCode(), number);
    if (written) {
      write(node, "  " + (number < 0 ? what : what + " " + number));
    }
  }

  /** The same for what is not worth a line. */
  void quietEffect(Node node, String what, int number) {
    mix(node, what.hashCode(), number);
  }

  /** A line that a command asked for, or a violation. */
  void say(String line) {
    if (written) {
      lines.add("%8.3fs %s".formatted(schedule.now() / NANOS_PER_SECOND, line));
    }
  }

  private void write(Node node, String what) {
    say(node.name() + " " + what);
  }

  private void mix(Node node, int what, int number) {
    digest = (digest * PRIME + schedule.now()) * PRIME + node.index();
    digest = (digest * PRIME + what) * PRIME + number;
  }
}
