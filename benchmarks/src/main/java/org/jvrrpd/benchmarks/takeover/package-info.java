/**
 * Whole daemons beside keepalived, in namespaces of this machine: how late a first take-over is,
 * how long a start takes, how much memory stays resident. {@code bin/measure} runs it; {@link
 * org.jvrrpd.benchmarks.takeover.Measure} is the way in.
 */
@NullMarked
package org.jvrrpd.benchmarks.takeover;

import org.jspecify.annotations.NullMarked;
