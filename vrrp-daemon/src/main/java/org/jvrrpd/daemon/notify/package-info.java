/**
 * Telling other programs of changes of state: the operator's scripts. A script can be slow, hang or
 * fail without anybody but itself noticing.
 */
@NullMarked
package org.jvrrpd.daemon.notify;

import org.jspecify.annotations.NullMarked;
