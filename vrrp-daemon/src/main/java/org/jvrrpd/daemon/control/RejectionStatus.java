package org.jvrrpd.daemon.control;

import java.time.Instant;

/**
 * Advertisements of one sender that were refused for one reason.
 *
 * @param reason why, in words
 * @param sender the source address they carried, which may be forged
 * @param count how many since the start
 * @param lastSeen when the last one came
 */
public record RejectionStatus(String reason, String sender, long count, Instant lastSeen) {}
