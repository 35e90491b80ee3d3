package org.jvrrpd.core.packet;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of {@link HmacTrailer}, with the number by which trailers name it. Its bytes never leave
 * this object; {@link #toString} masks them, and comparing takes the same time wherever the first
 * difference is. Immutable; any thread may use it.
 */
public final class HmacKey {
  /** The fewest bytes of a key. */
  public static final int MIN_LENGTH = 32;

  /** The most bytes of a key: a block of SHA-256, beyond which HMAC would only hash it. */
  public static final int MAX_LENGTH = 64;

  /** The highest number of a key. */
  public static final int MAX_ID = 255;

  private static final String ALGORITHM = "HmacSHA256";

  private final int id;
  private final SecretKey secret;

  private HmacKey(int id, SecretKey secret) {
    this.id = id;
    this.secret = secret;
  }

  /**
   * The key with a number.
   *
   * @param id 0 to {@link #MAX_ID}
   * @param bytes {@link #MIN_LENGTH} to {@link #MAX_LENGTH} of them, which are copied
   * @throws IllegalArgumentException if the number or the length is out of range
   */
  public static HmacKey of(int id, byte[] bytes) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("the number of a key is 0 to " + MAX_ID + ", not " + id);
    }
    if (bytes.length < MIN_LENGTH || bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a key has %d to %d bytes, not %d".formatted(MIN_LENGTH, MAX_LENGTH, bytes.length));
    }
    return new HmacKey(id, new SecretKeySpec(bytes, ALGORITHM));
  }

  /** The number by which trailers name it: 0 to {@link #MAX_ID}. */
  public int id() {
    return id;
  }

  /** A computation of HMAC-SHA-256 (RFC 2104) with this key, which has seen nothing yet. */
  Mac begin() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      // Every Java platform has to have this algorithm (javax.crypto.Mac).
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HmacKey that
        && id == that.id
        && MessageDigest.isEqual(secret.getEncoded(), that.secret.getEncoded());
  }

  /** Of the number alone: a hash of the bytes would give some of them away. */
  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "HmacKey[" + id + ", ********]";
  }
}
