package org.jvrrpd.daemon.control;

/**
 * One term of the effective priority, which is their sum clamped to 1 to 254.
 *
 * @param source {@code base}, or the name of the check whose weight this is
 * @param value what it adds, negative for a failed check with a negative weight
 */
public record PriorityPart(String source, int value) {}
