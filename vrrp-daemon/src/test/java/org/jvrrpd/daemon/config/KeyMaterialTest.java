package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.HmacKey;

class KeyMaterialTest {
  private static final String TEXT = "0123456789abcdef0123456789ABCDEF";
  private static final HmacKey OF_TEXT = HmacKey.of(1, TEXT.getBytes(StandardCharsets.US_ASCII));
  private static final HmacKey OF_HEX =
      HmacKey.of(
          1,
          new byte[] {
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) 0xff
          });
  private static final String HEX = "hex:000102030405060708090a0B0C0d0e0f" + "0".repeat(30) + "fF";

  @TempDir private Path directory;

  private Path file(String content, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void aTextIsItsBytesUnlessItIsHexadecimal() throws Exception {
    assertThat(KeyMaterial.parse(1, TEXT)).isEqualTo(OF_TEXT);
    assertThat(KeyMaterial.parse(1, HEX)).isEqualTo(OF_HEX);
    assertThat(KeyMaterial.parse(1, "ü".repeat(16)).id()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hex:", "hex:00", "secret", "hex:0123456789abcdef0123456789abcdef"})
  void whatIsTooShortIsRefused(String text) {
    assertThatThrownBy(() -> KeyMaterial.parse(1, text))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("32 to 64 bytes");
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> KeyMaterial.parse(1, "x".repeat(65)))
        .hasMessageContaining("this one has 65");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------", "rwx------"})
  void aFileOfItsOwnerAloneIsRead(String permissions) throws Exception {
    assertThat(KeyMaterial.read(1, file(TEXT, permissions))).isEqualTo(OF_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n", ""})
  void endsOfLinesAreNoPartOfAKey(String end) throws Exception {
    assertThat(KeyMaterial.read(1, file(TEXT + end, "rw-------"))).isEqualTo(OF_TEXT);
    Files.delete(directory.resolve("key"));
    assertThat(KeyMaterial.read(1, file(HEX + end, "rw-------"))).isEqualTo(OF_HEX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void aFileThatOthersCanReadOrChangeIsRefused(String permissions) throws IOException {
    Path file = file(TEXT, permissions);
    assertThatThrownBy(() -> KeyMaterial.read(1, file))
        .hasMessage(
            file + " holds a key, and others than its owner can read or change it: chmod 0600 it");
  }

  @Test
  void aFileThatIsMissingOrNoneIsRefused() {
    assertThatThrownBy(() -> KeyMaterial.read(1, directory.resolve("missing")))
        .hasMessageContaining("is no file");
    assertThatThrownBy(() -> KeyMaterial.read(1, directory)).hasMessageContaining("is no file");
    assertThatThrownBy(() -> KeyMaterial.read(1, Path.of("/dev/zero")))
        .hasMessageContaining("is no file");
  }

  @Test
  void whatIsInAFileIsNeverShown() throws IOException {
    for (String content : new String[] {"secret", "hex:secret", "secret".repeat(1_000)}) {
      Path file = file(content, "rw-------");
      assertThatThrownBy(() -> KeyMaterial.read(1, file))
          .hasMessageStartingWith(file + ": ")
          .hasMessageNotContaining("secret");
    }
  }
}
