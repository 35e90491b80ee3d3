package org.jvrrpd.core.packet;

/**
 * What a checksum covers. Version 2 always covers the message alone and version 3 over IPv6 always
 * includes the pseudo-header. For version 3 over IPv4 two readings are in the field: RFC 5798
 * section 5.2.8 names a pseudo-header (keepalived's default, FRR, MikroTik), RFC 9568 section 5.2.8
 * settles on the message alone (Cisco, Juniper, holo).
 */
public enum ChecksumForm {
  /** The VRRP message from its first byte to its last, authentication data included. */
  MESSAGE_ONLY,
  /** The message and before it source, destination, length and protocol (RFC 8200 section 8.1). */
  PSEUDO_HEADER
}
