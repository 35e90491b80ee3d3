package org.jvrrpd.daemon.control;

import java.time.Instant;

/**
 * One change of state.
 *
 * @param at when
 * @param from the state before
 * @param to the state after
 * @param reason why, in words
 */
public record TransitionStatus(Instant at, String from, String to, String reason) {}
