/**
 * The control socket: what a running daemon answers, and the client side of it. The state that it
 * shows belongs to others.
 *
 * <p>A request is one line of JSON, and so is its answer (docs/status-json.md). {@link
 * org.jvrrpd.daemon.control.ControlServer} serves it, {@link
 * org.jvrrpd.daemon.control.ControlClient} asks, {@link org.jvrrpd.daemon.control.StatusReport} is
 * what comes back, and {@link org.jvrrpd.daemon.control.StatusTable} shows it to people.
 */
@NullMarked
package org.jvrrpd.daemon.control;

import org.jspecify.annotations.NullMarked;
