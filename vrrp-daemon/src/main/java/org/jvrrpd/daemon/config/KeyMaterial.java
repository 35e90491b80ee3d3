package org.jvrrpd.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jvrrpd.core.packet.HmacKey;

/**
 * Keys as {@code auth_hmac} has them: a text whose bytes are the key, {@code hex:} and digits, or a
 * file that holds one of the two, with or without an end of line.
 */
public final class KeyMaterial {
  private static final String HEX = "hex:";

  /** More than the digits of the longest key. */
  private static final int MAX_FILE_BYTES = 1024;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyMaterial() {}

  /**
   * The key that a text gives in UTF-8.
   *
   * @param id its number, 0 to 255
   */
  public static HmacKey parse(int id, String text) throws UnusableKeyException {
    return key(id, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key that a file holds. Blocks on the file system.
   *
   * @param id its number, 0 to 255
   */
  public static HmacKey read(int id, Path file) throws UnusableKeyException {
    byte[] content = content(file);
    try {
      return key(id, withoutEndOfLine(content));
    } catch (UnusableKeyException e) {
      throw new UnusableKeyException(file + ": " + e.getMessage());
    }
  }

  private static byte[] content(Path file) throws UnusableKeyException {
    // Before it is opened: that could block on anything else.
    if (!Files.isRegularFile(file)) {
      throw new UnusableKeyException(file + " is no file; it should hold a key");
    }
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
        throw new UnusableKeyException(
            file + " holds a key, and others than its owner can read or change it: chmod 0600 it");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(MAX_FILE_BYTES);
      }
    } catch (IOException | UnsupportedOperationException _) {
      throw new UnusableKeyException(file + " cannot be read; it should hold a key");
    }
  }

  private static HmacKey key(int id, byte[] text) throws UnusableKeyException {
    byte[] prefix = HEX.getBytes(StandardCharsets.US_ASCII);
    boolean isHex = Arrays.equals(Arrays.copyOf(text, prefix.length), prefix);
    byte[] bytes = isHex ? digits(Arrays.copyOfRange(text, prefix.length, text.length)) : text;
    if (bytes.length < HmacKey.MIN_LENGTH || bytes.length > HmacKey.MAX_LENGTH) {
      throw new UnusableKeyException(
          "a key has %d to %d bytes, and this one has %d"
              .formatted(HmacKey.MIN_LENGTH, HmacKey.MAX_LENGTH, bytes.length));
    }
    return HmacKey.of(id, bytes);
  }

  private static byte[] digits(byte[] text) throws UnusableKeyException {
    try {
      return HexFormat.of().parseHex(new String(text, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException _) {
      throw new UnusableKeyException("behind hex: stand two hexadecimal digits for each byte");
    }
  }

  private static byte[] withoutEndOfLine(byte[] content) {
    int length = content.length;
    while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(content, length);
  }
}
