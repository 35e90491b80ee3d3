/**
 * VRRP advertisements and their bytes: encoding, decoding, checksums, and every reason for which a
 * packet is refused. Nothing here knows of a virtual router or of the time.
 */
@NullMarked
package org.jvrrpd.core.packet;

import org.jspecify.annotations.NullMarked;
