/**
 * Judges a VRRP configuration as a whole: what does not go together, what names something that is
 * not there, what works but is probably not what somebody meant.
 */
@NullMarked
package org.jvrrpd.daemon.config.judgement;

import org.jspecify.annotations.NullMarked;
