/**
 * Telling other programs of changes of state: scripts, a named pipe, a log file, a server. Each can
 * be slow, hang or fail without anybody but itself noticing; {@link
 * org.jvrrpd.daemon.notify.Notifier} takes a notice and returns at once.
 */
@NullMarked
package org.jvrrpd.daemon.notify;

import org.jspecify.annotations.NullMarked;
