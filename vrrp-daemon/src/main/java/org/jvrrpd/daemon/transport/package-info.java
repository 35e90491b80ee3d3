/**
 * VRRP datagrams to and from the wire: raw sockets in Netty's event loop, three for each interface
 * and address family. What a message means is not judged here.
 */
@NullMarked
package org.jvrrpd.daemon.transport;

import org.jspecify.annotations.NullMarked;
