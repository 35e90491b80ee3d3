/**
 * {@code jvrrpd demo}: three real daemons in network namespaces, what happens to them, and what
 * wire, kernels and a client's ping saw of it, measured against the protocol's own bounds. {@link
 * org.jvrrpd.daemon.demo.Demonstration} is the entry; one class per step, its order in {@code
 * Demonstration}; what is computed from observations ({@code Facts}, {@code Bound}, {@code Judge})
 * does no I/O.
 */
@NullMarked
package org.jvrrpd.daemon.demo;

import org.jspecify.annotations.NullMarked;
