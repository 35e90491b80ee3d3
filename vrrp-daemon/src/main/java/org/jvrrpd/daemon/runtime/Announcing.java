package org.jvrrpd.daemon.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.AnnouncementTimes;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.AnnouncementPlan;
import org.jvrrpd.daemon.kernel.Announcements;
import org.jvrrpd.daemon.kernel.Link;

/** Announces one instance's addresses, on each of the links that they are on. Event loop only. */
final class Announcing {
  /** keepalived's numbers may be longer than anybody waits. */
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private final Surroundings surroundings;
  private final Instance instance;
  private final Map<Integer, Announcements> byLink = new HashMap<>();
  private AnnouncementTimes times;

  Announcing(Surroundings surroundings, Instance instance) {
    this.surroundings = surroundings;
    this.instance = instance;
    this.times = instance.settings().particulars().announcements();
  }

  /**
   * Announces these from now on, and nothing that was queued before.
   *
   * @param disputed whether another MASTER was heard, or the addresses are new here
   */
  void start(Map<Link, List<AddressRequest>> addresses, boolean disputed) {
    cancel();
    AnnouncementTimes wanted = instance.settings().particulars().announcements();
    if (!wanted.equals(times)) {
      times = wanted;
      byLink.clear();
    }
    addresses.forEach(
        (link, requests) -> {
          Announcements of = byLink.computeIfAbsent(link.index(), _ -> announcements(link));
          List<IpAddress> all = requests.stream().map(AddressRequest::address).toList();
          if (disputed) {
            of.startAfterDispute(link, all);
          } else {
            of.start(link, all);
          }
        });
  }

  private Announcements announcements(Link link) {
    return new Announcements(
        surroundings.loop(),
        surroundings.announcer(),
        plan(times),
        surroundings.belongings().pace(link, times),
        surroundings.belongings().turns(),
        failure -> surroundings.observer().failed(instance, failure.getMessage()));
  }

  private static AnnouncementPlan plan(AnnouncementTimes times) {
    int second = times.delay().isZero() ? 0 : times.repeat();
    return new AnnouncementPlan(times.repeat(), shorter(times.delay()), second)
        .withDispute(times.disputeRepeat(), shorter(times.disputeDelay()))
        .withRefresh(times.refresh(), times.refreshRepeat());
  }

  private static Duration shorter(Duration delay) {
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  /** Drops what is still to be announced. */
  void cancel() {
    byLink.values().forEach(Announcements::cancel);
  }
}
