package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How a MASTER tells the network where its addresses are (keepalived.conf(5), garp_master_delay and
 * the like; gratuitous ARP and unsolicited neighbour advertisements alike).
 *
 * @param delay to the second burst; zero for none
 * @param repeat announcements of each address in a burst, at least 1
 * @param refresh between further announcements; zero for none
 * @param refreshRepeat announcements each time, at least 1
 * @param disputeDelay to the second burst after another MASTER was heard; zero for none
 * @param disputeRepeat announcements in each of these; 0 for none
 * @param arpPace between two gratuitous ARPs on an interface; zero for none
 * @param neighbourPace between two neighbour advertisements on an interface; zero for none
 * @param paceGroup interfaces of the same group share the pace; empty: each has its own
 */
public record AnnouncementTimes(
    Duration delay,
    int repeat,
    Duration refresh,
    int refreshRepeat,
    Duration disputeDelay,
    int disputeRepeat,
    Duration arpPace,
    Duration neighbourPace,
    Optional<String> paceGroup) {

  /** Five at once and five after five seconds, on becoming MASTER and after a dispute. */
  public static final AnnouncementTimes USUAL =
      new AnnouncementTimes(
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          1,
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          Duration.ZERO,
          Optional.empty());
}
