package org.jvrrpd.core.router;

import org.jvrrpd.core.election.Reason;

/**
 * One change of state.
 *
 * @param atNanos when, on the clock of the election
 * @param from the name of the state that was left
 * @param to the name of the state that was entered
 * @param reason why
 */
public record StateChange(long atNanos, String from, String to, Reason reason) {}
