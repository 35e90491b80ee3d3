package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;

/**
 * How a MASTER tells the network where its addresses are now.
 *
 * @param delay to the second burst; zero for none
 * @param repeat announcements in a burst
 * @param refresh between further announcements; zero for none
 * @param refreshRepeat announcements each time
 * @param lowerPriorityDelay to the second burst after a dispute
 * @param lowerPriorityRepeat announcements after a dispute
 * @param extraInterfaces between announcements on other interfaces; zero for none
 */
public record Announcing(
    Duration delay,
    int repeat,
    Duration refresh,
    int refreshRepeat,
    Duration lowerPriorityDelay,
    int lowerPriorityRepeat,
    Duration extraInterfaces) {}
