package org.jvrrpd.benchmarks.compare;

/**
 * When and how a section was measured.
 *
 * @param when date and time, UTC
 * @param loadAverage of the minute before (proc_loadavg(5))
 * @param command what was asked for
 */
record Circumstances(String when, double loadAverage, String command) {}
