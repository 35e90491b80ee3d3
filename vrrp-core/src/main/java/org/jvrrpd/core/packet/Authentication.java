package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How an advertisement says that its sender belongs here (RFC 2338 section 5.3.6). Version 3 has
 * none. None of them is protection: a password travels in clear text (RFC 9568 section 9).
 */
public sealed interface Authentication
    permits Authentication.None, Authentication.SimplePassword, Authentication.Unverified {

  /** The number in the authentication type field of version 2: 0 to 255. */
  int type();

  /** Type 0. The eight bytes of authentication data are sent as zeros and ignored on receipt. */
  record None() implements Authentication {
    static final None INSTANCE = new None();

    @Override
    public int type() {
      return 0;
    }
  }

  /**
   * Type 1: eight bytes, padded with zeros. Its bytes leave this object only for the wire; {@link
   * #toString} masks them, and comparing takes the same time wherever the first difference is.
   */
  final class SimplePassword implements Authentication {
    /** How many bytes of a password go on the wire. */
    public static final int LENGTH = 8;

    private final long bits;

    private SimplePassword(long bits) {
      this.bits = bits;
    }

    /**
     * The password that {@code text} gives in UTF-8. What is beyond {@link #LENGTH} bytes is cut,
     * as keepalived does, even within a character; {@link #isCut} tells.
     */
    public static SimplePassword of(String text) {
      return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The password of these bytes, cut at {@link #LENGTH} bytes or padded with zeros to them. */
    public static SimplePassword of(byte[] bytes) {
      return new SimplePassword(ByteBuffer.wrap(Arrays.copyOf(bytes, LENGTH)).getLong());
    }

    /** Whether {@link #of(String)} drops a part of {@code text}. */
    public static boolean isCut(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length > LENGTH;
    }

    /** Reads eight bytes of authentication data at the absolute {@code index}. */
    static SimplePassword readAt(ByteBuffer buffer, int index) {
      return new SimplePassword(buffer.getLong(index));
    }

    /** Writes the eight bytes of authentication data at the buffer's position. */
    void write(ByteBuffer buffer) {
      buffer.putLong(bits);
    }

    @Override
    public int type() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      // One comparison of 64 bits: there is no first differing byte to find by timing.
      return other instanceof SimplePassword that && (bits ^ that.bits) == 0;
    }

    /** The same for every password: a hash of a short secret gives the secret away. */
    @Override
    public int hashCode() {
      return type();
    }

    @Override
    public String toString() {
      return "SimplePassword[********]";
    }
  }

  /**
   * A type that is known but cannot be verified here: 2, the IP Authentication Header of RFC 2338.
   * A router never has it configured, so that it rejects the advertisement as {@link
   * Rejection#AUTH_TYPE_MISMATCH} and counts it for its VRID. It cannot be sent.
   *
   * @param type what the authentication type field said: 2 to 255
   */
  record Unverified(int type) implements Authentication {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code type} is verifiable or does not fit a byte
     */
    public Unverified {
      if (type < 2 || type > 255) {
        throw new IllegalArgumentException("not an unverifiable authentication type: " + type);
      }
    }
  }
}
