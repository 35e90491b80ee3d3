package org.jvrrpd.core.election;

/**
 * A backup's intention to take over from a master whose health has failed, although that master
 * still advertises. At most one is under way: armed until its deadline, then waiting for the answer
 * of this node's own checks. After those have failed it rests, so that checks are not run at every
 * advertisement of a degraded master.
 */
sealed interface HealthTakeover {

  /** When this wants a timer; {@link Long#MAX_VALUE} where it waits for something else. */
  default long deadline() {
    return Long.MAX_VALUE;
  }

  /**
   * What remains of this after an advertisement of {@code peer}. The deadline is one skew time
   * after the first advertisement of a degraded master, so that the best of the others comes first;
   * later ones do not start it anew, and a master that is not degraded ends it.
   */
  default HealthTakeover after(State.Peer peer, ElectionSettings settings, long nowNanos) {
    if (!settings.healthTakeover() || !isDegraded(peer, settings)) {
      return none();
    }
    return switch (this) {
      case None() -> armed(settings, nowNanos);
      case Resting(long until) when nowNanos >= until -> armed(settings, nowNanos);
      case Armed _, Checking _, Confirmed _, Resting _ -> this;
    };
  }

  private static HealthTakeover armed(ElectionSettings settings, long nowNanos) {
    return new Armed(nowNanos + settings.skewNanos(settings.intervalNanos()));
  }

  /**
   * Below us although it was once at least our equal, or although its configuration says more: the
   * weights of its checks have taken that away. A healthy master of lower priority is neither.
   */
  private static boolean isDegraded(State.Peer peer, ElectionSettings settings) {
    int configured = settings.configuredPriorities().getOrDefault(peer.address(), 0);
    return peer.priority() < settings.priority()
        && (peer.highestPriority() >= settings.priority() || peer.priority() < configured);
  }

  static HealthTakeover none() {
    return None.INSTANCE;
  }

  /** Nothing is under way. */
  record None() implements HealthTakeover {
    private static final None INSTANCE = new None();
  }

  /** A degraded master was heard; at {@code at} this node asks its own checks. */
  record Armed(long at) implements HealthTakeover {
    @Override
    public long deadline() {
      return at;
    }
  }

  /**
   * This node's own checks have been asked. One that does not answer by {@code givenUpAt} has
   * failed, or this would be waited for for ever.
   */
  record Checking(long givenUpAt) implements HealthTakeover {
    @Override
    public long deadline() {
      return givenUpAt;
    }
  }

  /**
   * This node's own checks passed. It takes over with the next timer and not with the answer: an
   * answer may be older than an advertisement that waits to be read, and a timer is judged after
   * reading.
   */
  record Confirmed(long at) implements HealthTakeover {
    @Override
    public long deadline() {
      return at;
    }
  }

  /** This node's own checks failed; nothing is armed before {@code until}. */
  record Resting(long until) implements HealthTakeover {}
}
