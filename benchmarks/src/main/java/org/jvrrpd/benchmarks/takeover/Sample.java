package org.jvrrpd.benchmarks.takeover;

/**
 * One measured value.
 *
 * @param contender whose it is
 * @param run the run's number from 1; the contenders take turns, so equal numbers were neighbours
 * @param figure what was measured
 * @param value in the figure's unit
 * @param probeMillis how late this machine's own timers were at worst meanwhile
 */
record Sample(Contender contender, int run, Figure figure, double value, double probeMillis) {}
