/**
 * The control socket: what a running daemon answers, and the client side of it. The state that it
 * shows belongs to others.
 */
@NullMarked
package org.jvrrpd.daemon.control;

import org.jspecify.annotations.NullMarked;
