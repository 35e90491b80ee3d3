package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * Who becomes MASTER.
 *
 * @param startsAsMaster where it says {@code state MASTER}
 * @param priority 1 to 255
 * @param advertIntervalCentis in centiseconds, as it is written: 1 to 25500
 * @param nopreempt where it says that it leaves a healthy MASTER alone
 * @param preemptDelay before it does not, 0 to 1000 s
 * @param downTimerAdverts silent intervals that make a MASTER down, 1 to 100
 * @param strict the RFC to the letter
 * @param lowerPriorityNoAdvert whether a lower priority gets no answer
 * @param higherPrioritySendAdvert whether a higher priority gets one answer
 * @param ownerIgnoresAdverts whether an address owner listens to nobody
 */
public record Election(
    Optional<Location> startsAsMaster,
    Placed<Integer> priority,
    Placed<Integer> advertIntervalCentis,
    Optional<Location> nopreempt,
    Placed<Duration> preemptDelay,
    int downTimerAdverts,
    boolean strict,
    boolean lowerPriorityNoAdvert,
    boolean higherPrioritySendAdvert,
    boolean ownerIgnoresAdverts) {}
