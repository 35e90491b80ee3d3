/**
 * jvrrpd beside other implementations: every combination is a value, what must come of it is a
 * rule, and what came of it is a table. The rules know what the others do differently, and why.
 */
@NullMarked
package org.jvrrpd.conformance.interop;

import org.jspecify.annotations.NullMarked;
