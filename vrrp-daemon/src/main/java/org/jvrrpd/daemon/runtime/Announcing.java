package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.AnnouncementPlan;
import org.jvrrpd.daemon.kernel.Announcements;
import org.jvrrpd.daemon.kernel.Link;

/** Announces one instance's addresses, on each of the links that they are on. Event loop only. */
final class Announcing {
  private final Surroundings surroundings;
  private final Instance instance;
  private final Map<Integer, Announcements> byLink = new HashMap<>();

  Announcing(Surroundings surroundings, Instance instance) {
    this.surroundings = surroundings;
    this.instance = instance;
  }

  /** Announces these from now on, and nothing that was queued before. */
  void start(Map<Link, List<AddressRequest>> addresses) {
    cancel();
    addresses.forEach(
        (link, requests) ->
            byLink
                .computeIfAbsent(link.index(), _ -> announcements())
                .start(link, requests.stream().map(AddressRequest::address).toList()));
  }

  private Announcements announcements() {
    return new Announcements(
        surroundings.loop(),
        surroundings.announcer(),
        AnnouncementPlan.DEFAULT,
        failure -> surroundings.observer().failed(instance, failure.getMessage()));
  }

  /** Drops what is still to be announced. */
  void cancel() {
    byLink.values().forEach(Announcements::cancel);
  }
}
