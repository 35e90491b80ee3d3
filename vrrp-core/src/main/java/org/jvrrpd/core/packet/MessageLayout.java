package org.jvrrpd.core.packet;

/**
 * Where the fields of an advertisement are, in bytes from its start.
 *
 * <pre>
 * version 2 (RFC 3768 section 5.1):    version 3 (RFC 9568 section 5.2):
 *  0  version (4 bits), type (4)        0  version (4 bits), type (4)
 *  1  VRID                              1  VRID
 *  2  priority                          2  priority
 *  3  count n of addresses              3  count n of addresses
 *  4  authentication type               4  reserved (4 bits), interval in centiseconds (12)
 *  5  interval in seconds
 *  6  checksum                          6  checksum
 *  8  n addresses of 4 bytes            8  n addresses of 4 or 16 bytes
 *     8 bytes of authentication data
 * </pre>
 */
final class MessageLayout {
  static final int VERSION_AND_TYPE = 0;
  static final int VRID = 1;
  static final int PRIORITY = 2;
  static final int COUNT = 3;
  static final int AUTH_TYPE = 4;
  static final int INTERVAL_SECONDS = 5;
  static final int INTERVAL_CENTIS = 4;
  static final int CHECKSUM = 6;
  static final int ADDRESSES = 8;

  /** The only type there is (RFC 9568 section 5.2.2). */
  static final int TYPE_ADVERTISEMENT = 1;

  static final int CENTIS_PER_SECOND = 100;

  private MessageLayout() {}

  /** The one right length in bytes; version 2 has its authentication data whatever the type. */
  static int length(ProtocolVersion version, AddressFamily family, int count) {
    int end = ADDRESSES + count * family.addressLength();
    return version == ProtocolVersion.V2 ? end + Authentication.SimplePassword.LENGTH : end;
  }
}
