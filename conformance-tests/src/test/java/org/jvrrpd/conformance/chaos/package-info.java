/**
 * Random trouble for real daemons, and an observer who holds them to what must always be true. What
 * is told apart here is what happens to a node, not why.
 */
@NullMarked
package org.jvrrpd.conformance.chaos;

import org.jspecify.annotations.NullMarked;
