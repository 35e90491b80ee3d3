/**
 * Beside a running keepalived: what this daemon would have decided, and how often that is what
 * keepalived does. Nothing is sent, installed or run.
 */
@NullMarked
package org.jvrrpd.daemon.shadow;

import org.jspecify.annotations.NullMarked;
