/**
 * Many virtual routers on one simulated segment, with one clock, one queue of events and one seed:
 * the same bytes and the same decisions as in the daemon, with every fault that we can think of.
 * {@link org.jvrrpd.core.simulation.Simulation} takes commands in words, so that a test, a random
 * execution and the shrunk form of a failure are all the same kind of script.
 */
@NullMarked
package org.jvrrpd.core.simulation;

import org.jspecify.annotations.NullMarked;
