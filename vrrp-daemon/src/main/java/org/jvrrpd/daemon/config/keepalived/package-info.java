/**
 * keepalived.conf, as far as it has to be understood beside a cluster's YAML: its language, and
 * what its VRRP instances put on the wire. Nothing here makes an instance of ours.
 */
@NullMarked
package org.jvrrpd.daemon.config.keepalived;

import org.jspecify.annotations.NullMarked;
