package org.jvrrpd.daemon.replay;

import java.util.Optional;
import org.jvrrpd.core.packet.IpAddress;

/**
 * How one virtual router fared in a capture.
 *
 * @param master who is MASTER at the end; empty if nobody is
 * @param changes how often the MASTER changed
 * @param gaps how often nobody was MASTER for longer than a backup waits
 * @param longestGapNanos the longest such time
 * @param splits how often two were MASTER at the same time
 * @param splitNanos for how long altogether
 */
record ContestSummary(
    Optional<IpAddress> master,
    int changes,
    int gaps,
    long longestGapNanos,
    int splits,
    long splitNanos) {}
