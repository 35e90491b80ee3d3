/**
 * From a file, whichever kind it is of, to what a daemon runs. A daemon reads its configuration
 * through here and nowhere else.
 */
@NullMarked
package org.jvrrpd.daemon.config.running;

import org.jspecify.annotations.NullMarked;
