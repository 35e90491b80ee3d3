package org.jvrrpd.daemon.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A simple text password (RFC 2338 section 5.3.6, authentication type 1). Only the eight bytes that
 * go on the wire are kept, and nothing here ever prints them.
 */
public final class Secret {
  /** The length of the authentication data in an advertisement. */
  public static final int WIRE_BYTES = 8;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the first eight bytes of the text in UTF-8; a shorter one is padded with zeros. */
  public static Secret of(String text) {
    return new Secret(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), WIRE_BYTES));
  }

  /** A copy of the eight bytes, ready for the authentication data. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether both put the same bytes on the wire; takes the same time wherever they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** A fixed text, whatever the password is. */
  @Override
  public String toString() {
    return "(hidden)";
  }
}
