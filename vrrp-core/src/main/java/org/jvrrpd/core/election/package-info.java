/**
 * The state machine of VRRP (RFC 3768 and RFC 9568, section 6) as a pure function of state, input
 * and time. Nothing here performs anything: what is to be done comes back as a list of effects.
 */
@NullMarked
package org.jvrrpd.core.election;

import org.jspecify.annotations.NullMarked;
