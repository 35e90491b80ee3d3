/**
 * The daemon's own log: lines on stderr, written by one thread so that nobody waits for whoever
 * reads them. What is worth a line is decided by the callers.
 *
 * <p>{@link org.jvrrpd.daemon.log.Log} takes lines, {@link org.jvrrpd.daemon.log.RateLimited} thins
 * out those that strangers on the network can cause.
 */
@NullMarked
package org.jvrrpd.daemon.log;

import org.jspecify.annotations.NullMarked;
