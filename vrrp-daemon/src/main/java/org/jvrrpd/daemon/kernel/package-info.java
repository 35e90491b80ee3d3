/**
 * What the daemon asks of the kernel and hears from it: links and addresses over rtnetlink, and
 * gratuitous ARP. Elections and their timers are strangers here.
 */
@NullMarked
package org.jvrrpd.daemon.kernel;

import org.jspecify.annotations.NullMarked;
