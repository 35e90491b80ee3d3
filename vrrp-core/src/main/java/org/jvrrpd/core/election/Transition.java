package org.jvrrpd.core.election;

import java.util.List;

/**
 * What one input led to.
 *
 * @param next the state from now on, equal to the previous one where nothing changed
 * @param reason why
 * @param effects what is to be done, in this order
 */
public record Transition(State next, Reason reason, List<Effect> effects) {}
