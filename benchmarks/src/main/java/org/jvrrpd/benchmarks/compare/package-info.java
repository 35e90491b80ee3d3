/**
 * Whole daemons beside keepalived, in namespaces of this machine, in turns: how well they keep
 * time, how late a take-over is, how long a start takes, what an advertisement costs and how much
 * memory stays resident. {@code bin/compare} runs it; {@link org.jvrrpd.benchmarks.compare.Compare}
 * is the way in.
 */
@NullMarked
package org.jvrrpd.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
