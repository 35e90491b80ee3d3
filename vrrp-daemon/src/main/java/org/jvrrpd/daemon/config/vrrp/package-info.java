/**
 * A VRRP configuration as keepalived's words describe one: immutable records, whichever file they
 * came from. What they say has been checked word by word, not yet as a whole.
 */
@NullMarked
package org.jvrrpd.daemon.config.vrrp;

import org.jspecify.annotations.NullMarked;
