/**
 * Makes statements of a YAML file that has keepalived's words under {@code vrrp:}. Whatever the
 * file holds, there is an answer, and what is wrong with it has its place.
 */
@NullMarked
package org.jvrrpd.daemon.config.yaml;

import org.jspecify.annotations.NullMarked;
