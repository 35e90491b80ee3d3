/**
 * What the daemon has the system's own programs do: routes and rules by ip(8), whose words people
 * write into configurations, and the refusal of packets by nft(8). One process for many lines,
 * never on the event loop.
 */
@NullMarked
package org.jvrrpd.daemon.kernel.command;

import org.jspecify.annotations.NullMarked;
