/**
 * Makes the model of statements, whichever file they came from. A value that the vocabulary refuses
 * has been reported already; here its default takes its place, so that one run finds everything.
 */
@NullMarked
package org.jvrrpd.daemon.config.reading;

import org.jspecify.annotations.NullMarked;
