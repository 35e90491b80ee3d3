/**
 * How long a MASTER's advertisement takes from its deadline to the other end of a cable, step by
 * step, with the kernel's own time stamp at the end. {@code bin/latency} runs it; {@link
 * org.jvrrpd.benchmarks.latency.Latency} is the way in.
 */
@NullMarked
package org.jvrrpd.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
