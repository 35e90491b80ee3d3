/**
 * Configuration files read into immutable records, with every problem reported at its line and
 * column. Nothing here touches the network or starts anything.
 */
@NullMarked
package org.jvrrpd.daemon.config;

import org.jspecify.annotations.NullMarked;
