/** Virtual routers: admission, leases, faults, counters. */
@NullMarked
package org.jvrrpd.core.router;

import org.jspecify.annotations.NullMarked;
