package org.jvrrpd.daemon.health;

import java.time.Duration;

/**
 * One check and its times.
 *
 * @param name by which its results are told apart
 * @param probe what is done in each run
 * @param interval from one start to the next, above zero
 * @param timeLimit after which a run has failed, above zero
 */
public record Check(String name, Probe probe, Duration interval, Duration timeLimit) {}
