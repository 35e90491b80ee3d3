/**
 * JMH benchmarks; the Javadoc of each class asks one question and names the decision it informs.
 * One of something that a package of the daemon keeps to itself has that package's name.
 */
@NullMarked
package org.jvrrpd.benchmarks;

import org.jspecify.annotations.NullMarked;
