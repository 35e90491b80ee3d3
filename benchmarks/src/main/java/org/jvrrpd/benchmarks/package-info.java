/**
 * JMH benchmarks; the Javadoc of each class asks one question and names the decision it informs.
 */
@NullMarked
package org.jvrrpd.benchmarks;

import org.jspecify.annotations.NullMarked;
