package org.jvrrpd.core.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.tracking.Tracking;

/**
 * Everything that can be said of a virtual router at one moment. Times are nanoseconds on the clock
 * of the election.
 *
 * @param settings its settings
 * @param state its state
 * @param effectivePriority its priority now
 * @param weights what each check, and whatever else is weighed, adds to the base priority; those
 *     that add nothing are 0
 * @param checks the checks and what has become of them
 * @param master the master that it respects or is; empty where none is known
 * @param lastHeardNanos when the last advertisement was admitted
 * @param lastSentNanos when the last advertisement was sent
 * @param counters its counters by name
 * @param rejections what was refused
 * @param history the last changes of state, the oldest first
 * @param faults what is missing, with its detail in words
 * @param split a sign of a second master that cannot understand us
 */
public record RouterSnapshot(
    RouterSettings settings,
    State state,
    int effectivePriority,
    Map<String, Integer> weights,
    List<Tracking.Tracked> checks,
    Optional<MasterView> master,
    OptionalLong lastHeardNanos,
    OptionalLong lastSentNanos,
    Map<String, Long> counters,
    List<Rejections.Entry> rejections,
    List<StateChange> history,
    Map<String, String> faults,
    Optional<Split> split) {

  /**
   * The master as this node sees it.
   *
   * @param address its address
   * @param priority its priority
   */
  public record MasterView(IpAddress address, int priority) {}

  /**
   * Another master whose advertisements the RFC orders dropped.
   *
   * @param reason why they are dropped
   * @param sender its address
   */
  public record Split(Rejection reason, IpAddress sender) {}
}
