/** The election as scripts and as random executions. */
@NullMarked
package org.jvrrpd.core.simulation;

import org.jspecify.annotations.NullMarked;
