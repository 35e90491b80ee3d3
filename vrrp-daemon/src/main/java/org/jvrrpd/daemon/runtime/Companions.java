package org.jvrrpd.daemon.runtime;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jvrrpd.core.router.SyncGroup;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * The instances of one sync group: performs what follows for the others when one of them has taken
 * a step. Event loop only.
 */
final class Companions {
  private final SyncGroup group;
  private final Clock clock;
  private final IdentityHashMap<VirtualRouter, Instance> members = new IdentityHashMap<>();
  private boolean settling;
  private boolean moved;

  /**
   * Lets these instances rise and fall together.
   *
   * @param instances two or more, in the order in which they move
   */
  Companions(String name, List<Instance> instances, Clock clock) {
    this.group = new SyncGroup(name, instances.stream().map(Instance::router).toList());
    this.clock = clock;
    for (Instance instance : instances) {
      members.put(instance.router(), instance);
      instance.join(this);
    }
  }

  /**
   * To be called after every step of a member. A step that follows leads here again, and is looked
   * at when all that follow from the one before have been performed.
   */
  void settle() {
    moved = true;
    if (settling) {
      return;
    }
    settling = true;
    try {
      while (moved) {
        moved = false;
        for (SyncGroup.Move move : group.settle(clock.nanos())) {
          Objects.requireNonNull(members.get(move.router())).take(move.step());
        }
      }
    } finally {
      settling = false;
    }
  }

  /** Receives everything that has arrived for any of them. */
  void drain() {
    members.values().forEach(Instance::drainAlone);
  }
}
