package org.jvrrpd.daemon.runtime;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.router.SyncGroup;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * The instances of one sync group: performs what follows for the others when one of them has taken
 * a step. Event loop only.
 */
final class Companions {
  private final SyncGroup group;
  private final Clock clock;
  private final InstanceObserver observer;
  private final IdentityHashMap<VirtualRouter, Instance> members = new IdentityHashMap<>();
  private boolean settling;
  private boolean moved;

  /**
   * Lets these instances rise and fall together.
   *
   * @param instances two or more, in the order in which they move
   */
  Companions(String name, List<Instance> instances, Clock clock, InstanceObserver observer) {
    this.group = new SyncGroup(name, instances.stream().map(Instance::router).toList());
    this.clock = clock;
    this.observer = observer;
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
    report();
  }

  /** A group has a state of its own once all members have the same. */
  private void report() {
    Set<String> states =
        members.values().stream().map(Instance::stateName).collect(Collectors.toSet());
    if (states.size() == 1) {
      observer.groupChanged(group.name(), states.iterator().next());
    }
  }

  /** Receives everything that has arrived for any of them. */
  void drain() {
    members.values().forEach(Instance::drainAlone);
  }
}
