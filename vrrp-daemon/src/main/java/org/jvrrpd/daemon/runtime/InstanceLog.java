package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSnapshot.Split;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.RateLimited;
import org.jvrrpd.daemon.log.Severity;

/**
 * What the log says of an instance, in keepalived's words where keepalived has any, since people
 * search for them. What a stranger on the segment can cause is rate-limited.
 */
final class InstanceLog {
  /** What comes later than this after the last advertisement of the kind is another dispute. */
  private static final long DISPUTE_PAUSE_NANOS = 10_000_000_000L;

  private final Log log;
  private final RateLimited limited;
  private final Map<String, Long> disputes = new HashMap<>();

  InstanceLog(Log log, RateLimited limited) {
    this.log = log;
    this.limited = limited;
  }

  /** One step: first why, then the state that it led to. */
  void stepped(Instance instance, Step step) {
    String prefix = prefix(instance);
    switch (step.reason()) {
      case MASTER_RESIGNED ->
          log.info(prefix + "Backup received priority 0 advertisement; its sender resigned");
      case MASTER_DOWN -> log.info(prefix + "Receive advertisement timeout");
      case HEALTH_TAKEOVER ->
          log.info(prefix + "the master's health has failed and our checks pass, taking over");
      case HIGHER_PRIORITY, HIGHER_ADDRESS -> steppedDown(instance, prefix, step);
      case REPLACED_WHILE_STALLED ->
          log.warning(
              prefix
                  + "this process did not run for longer than the others wait, and "
                  + sender(step)
                  + " has taken over; it is left alone for 30 s");
      case STALLED -> stalled(prefix, step);
      case LOWER_PRIORITY_ANSWERED -> answered(instance, prefix, step);
      case LOWER_PRIORITY_IGNORED -> ignored(instance, prefix, step);
      case MASTER_DEGRADED ->
          log.info(
              prefix
                  + sender(step)
                  + " advertises a lowered priority, health take-over after our skew time");
      case OWN_CHECKS_FAILED ->
          log.info(prefix + "our own checks fail as well, no health take-over");
      case ADDRESSES_LOST ->
          limited.report(
              Severity.WARNING,
              instance.name(),
              step.reason().name(),
              "an unknown hand",
              () -> prefix + "somebody removed a virtual address, putting it back");
      case LEASE_EXPIRED ->
          log.warning(
              prefix
                  + "this process did not run for longer than the lease of the virtual addresses,"
                  + " putting them back");
      case PRIORITY_CHANGED, RECONFIGURED -> priorityChanged(instance, prefix, step);
      default -> {}
    }
    if (step.changesState()) {
      if (step.after() instanceof State.Fault) {
        why(instance, prefix);
      }
      entered(prefix, step);
    }
  }

  private void why(Instance instance, String prefix) {
    instance
        .snapshot()
        .faults()
        .forEach(
            (cause, detail) ->
                log.info(prefix + "entering FAULT state (" + cause + ": " + detail + ")"));
  }

  private void entered(String prefix, Step step) {
    String initial = step.before() instanceof State.Init ? " (init)" : "";
    switch (step.after()) {
      case State.Master _ -> log.info(prefix + "Entering MASTER STATE");
      case State.Backup _ -> log.info(prefix + "Entering BACKUP STATE" + initial);
      case State.Fault _ -> log.info(prefix + "Entering FAULT STATE" + initial);
      case State.Init _ -> {
        if (step.before() instanceof State.Master) {
          log.info(prefix + "sent 0 priority");
        }
      }
    }
  }

  private void steppedDown(Instance instance, String prefix, Step step) {
    if (!(step.input() instanceof AdvertisementReceived heard)) {
      return;
    }
    log.info(
        heard.priority() == instance.effectivePriority()
            ? prefix
                + "Master received advert from "
                + heard.source()
                + " with same priority "
                + heard.priority()
                + " but higher IP address than ours"
            : prefix
                + "Master received advert from "
                + heard.source()
                + " with higher priority "
                + heard.priority()
                + ", ours "
                + instance.effectivePriority());
  }

  private void stalled(String prefix, Step step) {
    log.warning(
        step.after() instanceof State.Master
            ? prefix
                + "this process did not run for longer than the others wait, but nobody has taken"
                + " over; putting the virtual addresses back"
            : prefix
                + "this process did not run when the master's time was up, listening once more");
  }

  /** Each dispute is said at once, since it is all that the winner shows of a partition. */
  private void answered(Instance instance, String prefix, Step step) {
    if (step.input() instanceof AdvertisementReceived heard) {
      Supplier<String> words =
          () ->
              prefix
                  + "Received advert from "
                  + heard.source()
                  + " with lower priority "
                  + heard.priority()
                  + ", ours "
                  + instance.effectivePriority()
                  + ", forcing new election";
      long now = System.nanoTime();
      Long last = disputes.put(instance.name(), now);
      if (last == null || now - last > DISPUTE_PAUSE_NANOS) {
        log.info(words.get());
      } else {
        limited.report(Severity.INFO, instance.name(), step.reason().name(), heard.source(), words);
      }
    }
  }

  private void ignored(Instance instance, String prefix, Step step) {
    if (step.after() instanceof State.Backup
        && step.input() instanceof AdvertisementReceived heard) {
      limited.report(
          Severity.INFO,
          instance.name(),
          step.reason().name(),
          heard.source(),
          () ->
              prefix
                  + "received lower priority ("
                  + heard.priority()
                  + ") advert from "
                  + heard.source()
                  + " - discarding");
    }
  }

  private void priorityChanged(Instance instance, String prefix, Step step) {
    int previous =
        switch (step.input()) {
          case Input.PriorityChanged(int before) -> before;
          case Input.Reconfigured(ElectionSettings before) -> before.priority();
          default -> instance.effectivePriority();
        };
    if (previous != instance.effectivePriority()) {
      log.info(
          prefix
              + "Changing effective priority from "
              + previous
              + " to "
              + instance.effectivePriority());
    }
  }

  /** A message that was refused, or admitted although something is wrong with it. */
  void received(Instance instance, Reception reception, IpAddress source) {
    switch (reception) {
      case Reception.Repeated() -> {}
      case Reception.Refused(Rejection reason) -> refused(instance.name(), reason, source);
      case Reception.Admitted(_, _, List<Rejection> remarks) ->
          remarks.forEach(remark -> refused(instance.name(), remark, source));
    }
  }

  /** Something that was refused, on behalf of an instance or of a whole interface. */
  void refused(String name, Rejection reason, @Nullable IpAddress source) {
    if (reason == Rejection.OWN_ECHO) {
      return;
    }
    String sender = source == null ? "an unknown sender" : source.toString();
    limited.report(
        Severity.INFO,
        name,
        reason.name(),
        sender,
        () -> "(" + name + ") " + RefusalWords.of(reason, sender));
  }

  /** A second master that cannot understand us. */
  void split(Instance instance, Split split) {
    // A stranger must not stand in front of another controller.
    boolean peer = instance.settings().router().peerPriorities().containsKey(split.sender());
    limited.report(
        Severity.ERROR,
        instance.name(),
        peer ? "SPLIT " + split.sender() : "SPLIT",
        split.sender(),
        () -> prefix(instance) + splitWords(split));
  }

  /** The line that log and status show for a split. */
  static String splitWords(Split split) {
    return "SPLIT: " + split.reason().description() + ", " + split.sender();
  }

  /** An effect that could not be performed. */
  void failed(Instance instance, String what) {
    limited.report(Severity.ERROR, instance.name(), "FAILED", what, () -> prefix(instance) + what);
  }

  /**
   * A deadline was met so late that it matters to a MASTER: the others wait for three intervals and
   * a skew, of which an advertisement that is lost takes one and the wait for the next another.
   * Half an interval more is what remains before they are near a take-over, and early enough to be
   * told of a machine on which it is going to happen.
   *
   * @param nanos how late
   */
  void wokenLate(Instance master, long nanos, Punctuality punctuality, long nowNanos) {
    long interval = master.settings().router().intervalNanos();
    if (nanos <= interval / 2) {
      return;
    }
    limited.report(
        Severity.WARNING,
        "",
        "WOKEN_LATE",
        "this machine",
        () ->
            prefix(master)
                + "woken "
                + nanos / 1_000_000
                + " ms too late, of an interval of "
                + interval / 1_000_000
                + " ms; wake-ups since the start: "
                + punctuality.status(nowNanos).inWords());
  }

  private static String sender(Step step) {
    return step.input() instanceof Input.AdvertisementReceived heard
        ? heard.source().toString()
        : "another node";
  }

  private static String prefix(Instance instance) {
    return "(" + instance.name() + ") ";
  }
}
