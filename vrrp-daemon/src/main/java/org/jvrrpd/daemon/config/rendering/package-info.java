/**
 * Writes configurations: statements as a keepalived.conf or as YAML with its words, and a cluster's
 * YAML as statements. What is written holds the passwords that were read.
 */
@NullMarked
package org.jvrrpd.daemon.config.rendering;

import org.jspecify.annotations.NullMarked;
