/**
 * Every word of keepalived's configuration: where it may stand, what follows, and what becomes of
 * it here. One table ({@code vocabulary.txt}) for all readers and for the documentation.
 */
@NullMarked
package org.jvrrpd.daemon.config.vocabulary;

import org.jspecify.annotations.NullMarked;
