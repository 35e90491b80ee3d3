/**
 * keepalived.conf: its language ({@link StatementReader}), and, for setup, what its VRRP instances
 * put on the wire ({@link KeepalivedFile}).
 */
@NullMarked
package org.jvrrpd.daemon.config.keepalived;

import org.jspecify.annotations.NullMarked;
