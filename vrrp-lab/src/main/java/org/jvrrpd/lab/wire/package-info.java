/**
 * The wire of a lab: recording frames, reading them back, and sending raw ones. Uses the system
 * calls that Java lacks through java.lang.foreign, so that neither tcpdump nor libpcap is needed,
 * which drop privileges in a way that a user namespace does not allow.
 */
@NullMarked
package org.jvrrpd.lab.wire;

import org.jspecify.annotations.NullMarked;
