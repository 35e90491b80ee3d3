/**
 * What every reader of a VRRP configuration makes of its file before anything is understood: words
 * in statements and blocks, each with its place, and the findings about them.
 */
@NullMarked
package org.jvrrpd.daemon.config.statement;

import org.jspecify.annotations.NullMarked;
