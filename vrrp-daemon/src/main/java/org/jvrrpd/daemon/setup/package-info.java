/**
 * {@code jvrrpd setup}: prepares a controller in eleven steps, and takes all of it back. What is
 * changed is written into a ledger before it is changed. Nothing here runs in a daemon.
 */
@NullMarked
package org.jvrrpd.daemon.setup;

import org.jspecify.annotations.NullMarked;
