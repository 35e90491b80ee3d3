/**
 * Whole daemons in network namespaces, observed only from outside: the kernel, the wire, a
 * neighbour's ping. Nothing here looks into a daemon's memory.
 */
@NullMarked
package org.jvrrpd.conformance;

import org.jspecify.annotations.NullMarked;
