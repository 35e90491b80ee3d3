package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jvrrpd.core.election.State;
import org.jvrrpd.daemon.log.Log;

/** The sync groups of the instances that are at work, and the states of the groups. Event loop. */
final class Groups {
  private static final String INIT = new State.Init().name();

  private final Clock clock;
  private final InstanceObserver observer;
  private final Log log;

  /** The last state that all members of a group had, by the group's name. */
  private final Map<String, String> states = new HashMap<>();

  Groups(Clock clock, InstanceObserver observer, Log log) {
    this.clock = clock;
    this.observer = observer;
    this.log = log;
  }

  /** Members of a group that is not complete yet are ready for it, and do not rise. */
  void form(Collection<Instance> instances) {
    Map<String, List<Instance>> groups = new LinkedHashMap<>();
    for (Instance instance : instances) {
      instance.join(null);
      instance
          .settings()
          .syncGroup()
          .ifPresent(name -> groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(instance));
    }
    groups.forEach(
        (name, members) -> {
          if (members.size() > 1) {
            new Companions(name, members, clock, observer).settle();
          }
        });
  }

  /** All members are in this state; if that is news, {@code listener} is told. */
  void changed(String group, String stateName, BiConsumer<String, String> listener) {
    String before = states.put(group, stateName);
    if (stateName.equals(before) || stateName.equals(INIT)) {
      return;
    }
    if (before != null && !before.equals(INIT)) {
      log.info("VRRP_Group(" + group + ") Syncing instances to " + stateName + " state");
    }
    listener.accept(group, stateName);
  }
}
