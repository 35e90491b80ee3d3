/**
 * The running daemon: one event loop that feeds inputs to the routers and performs their effects;
 * signals, systemd and the life cycle.
 */
@NullMarked
package org.jvrrpd.daemon.runtime;

import org.jspecify.annotations.NullMarked;
