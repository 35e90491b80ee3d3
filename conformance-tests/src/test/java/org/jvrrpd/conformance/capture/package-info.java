/**
 * Captures: what others sent, read by libpcap, by tshark and by us, and what a replay makes of it.
 */
@NullMarked
package org.jvrrpd.conformance.capture;

import org.jspecify.annotations.NullMarked;
