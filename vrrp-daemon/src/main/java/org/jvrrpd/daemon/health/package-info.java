/**
 * Looking at this node's services: what there is to look at, when, and within which time. What the
 * results mean for a priority is not known here.
 */
@NullMarked
package org.jvrrpd.daemon.health;

import org.jspecify.annotations.NullMarked;
