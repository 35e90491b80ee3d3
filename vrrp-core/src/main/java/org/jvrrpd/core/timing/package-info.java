/**
 * When whose turn comes, where many wait at the same time. Knows nothing of the protocol, reads no
 * clock and wakes nobody.
 */
@NullMarked
package org.jvrrpd.core.timing;

import org.jspecify.annotations.NullMarked;
