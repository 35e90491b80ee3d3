/** The election as a pure function: one input, one transition. */
@NullMarked
package org.jvrrpd.core.election;

import org.jspecify.annotations.NullMarked;
