/**
 * Virtual routers: one election with its settings, counters and history, and the rules by which an
 * advertisement is admitted to it. What several elections share belongs here, what one decides does
 * not.
 */
@NullMarked
package org.jvrrpd.core.router;

import org.jspecify.annotations.NullMarked;
