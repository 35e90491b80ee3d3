package org.jvrrpd.core.router;

import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Master;

/**
 * Virtual routers that are MASTER together or not at all (keepalived.conf(5), vrrp_sync_group), as
 * the two sides of a firewall must be.
 *
 * <ul>
 *   <li>They rise together: a member whose master has fallen silent, or has been found degraded,
 *       only becomes ready, and listens for another down interval. When all are ready, all become
 *       MASTER. A member that hears a master which it respects is not ready any more, so one cable
 *       that carries nothing does not split the group; what that costs is that nobody holds the
 *       addresses of that segment until its link is seen to be down.
 *   <li>They fall together: when one steps down, the others resign with priority 0, unlike
 *       keepalived's, which say nothing and leave the next holder to wait a down interval longer.
 *   <li>One member in FAULT takes the others there, until it lacks nothing any more.
 *   <li>They have one priority, the lowest that any of them would have by itself. keepalived
 *       ignores the weights of members; but with different priorities on its segments a group would
 *       be outranked on one of them and kept on the other, and never move. An address owner is one
 *       only where all members are.
 * </ul>
 *
 * <p>Whoever drives the members feeds them as usual, and calls {@link #settle} after every step of
 * any of them, before anything else. Before a timer of one member is judged, what has arrived for
 * every member has to be read. Not thread-safe.
 */
public final class SyncGroup {
  private final String name;
  private final List<VirtualRouter> members;

  /**
   * One step of a member that follows from what another did.
   *
   * @param router the member
   * @param step what it did, which is to be performed
   */
  public record Move(VirtualRouter router, Step step) {}

  /**
   * A group of these members, in the order in which they move.
   *
   * @throws IllegalArgumentException if there are fewer than two, or one whose settings do not say
   *     that it is grouped
   */
  public SyncGroup(String name, List<VirtualRouter> members) {
    if (members.size() < 2) {
      throw new IllegalArgumentException("the sync group " + name + " needs two members");
    }
    for (VirtualRouter member : members) {
      if (!member.settings().grouped()) {
        throw new IllegalArgumentException(member.settings().name() + " is not grouped");
      }
    }
    this.name = name;
    this.members = List.copyOf(members);
  }

  /** The name, for logs and hooks. */
  public String name() {
    return name;
  }

  /** The members in their order. */
  public List<VirtualRouter> members() {
    return members;
  }

  /** What follows for the members from their states and priorities; often nothing. */
  public List<Move> settle(long nowNanos) {
    List<Move> moves = new ArrayList<>();
    shareFaults(moves, nowNanos);
    sharePriority(moves, nowNanos);
    if (members.stream().anyMatch(member -> !(member.state() instanceof Master))) {
      fallTogether(moves, nowNanos);
    }
    if (members.stream().allMatch(SyncGroup::isReady)) {
      riseTogether(moves, nowNanos);
    }
    return moves;
  }

  /** A member has the group's fault exactly while another one lacks something itself. */
  private void shareFaults(List<Move> moves, long now) {
    for (VirtualRouter member : members) {
      List<String> faulty =
          members.stream()
              .filter(other -> other != member && other.lacksSomethingItself())
              .map(other -> other.settings().name())
              .toList();
      add(
          moves,
          member,
          faulty.isEmpty()
              ? member.clearFault(Reason.SYNC_GROUP, now)
              : member.raiseFault(
                  Reason.SYNC_GROUP, String.join(", ", faulty) + " of group " + name, now));
    }
  }

  private void sharePriority(List<Move> moves, long now) {
    int lowest =
        members.stream()
            .mapToInt(VirtualRouter::unlimitedPriority)
            .min()
            .orElse(ElectionSettings.PRIORITY_OWNER);
    for (VirtualRouter member : members) {
      add(moves, member, member.limitPriority(lowest, now));
    }
  }

  private void fallTogether(List<Move> moves, long now) {
    for (VirtualRouter member : members) {
      if (member.state() instanceof Master) {
        add(moves, member, member.on(new Input.GroupFalls(), now));
      }
    }
  }

  private void riseTogether(List<Move> moves, long now) {
    for (VirtualRouter member : members) {
      add(moves, member, member.on(new Input.GroupRises(), now));
    }
  }

  private static boolean isReady(VirtualRouter member) {
    State state = member.state();
    return state instanceof Backup backup && backup.ready() != null;
  }

  private static void add(List<Move> moves, VirtualRouter member, Step step) {
    if (step.reason() != Reason.NOTHING) {
      moves.add(new Move(member, step));
    }
  }
}
