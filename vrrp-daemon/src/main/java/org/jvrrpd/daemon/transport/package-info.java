/**
 * VRRP datagrams to and from the wire: raw sockets in Netty's epoll channels, one pair for each
 * interface. What a message means is not judged here.
 */
@NullMarked
package org.jvrrpd.daemon.transport;

import org.jspecify.annotations.NullMarked;
