/**
 * Which test shows which clause of the RFCs: the annotation, the list of clauses, and the document
 * that both make.
 */
@NullMarked
package org.jvrrpd.core.conformance;

import org.jspecify.annotations.NullMarked;
