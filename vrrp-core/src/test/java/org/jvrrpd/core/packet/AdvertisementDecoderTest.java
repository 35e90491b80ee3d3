package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.packet.Packets.bytes;
import static org.jvrrpd.core.packet.Packets.decode;
import static org.jvrrpd.core.packet.Packets.sentFrom;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in which buffer a message lies is nothing that the decoder may notice or change. */
class AdvertisementDecoderTest {
  private static final String MESSAGES =
      """
      212abf03010af11f0a042a010a042a020a042a036162636465666768, 10.0.0.91
      310ac8010064a1f3c0000201, 192.0.2.11
      310ac8020064dc19fe80000000000000000000000000000120010db8000000000000000000000001, fe80::b
      310ac801000044f2c0000201, 192.0.2.11
      310116010001b57f20010db8000000000000000003707334, fe80::200:5eff:fe00:201
      210a00070001961d0123456789abcdef1111111111111111111111111111111111111111, 192.0.2.11
      21016401fe01e76ec0a82a010000000000000000fe1c, 192.168.42.5
      """;

  @ParameterizedTest
  @CsvSource(textBlock = MESSAGES)
  void readsFromThePositionToTheLimitAndMovesNeither(String hex, String source) {
    byte[] message = bytes(hex);
    ByteBuffer buffer = ByteBuffer.allocate(message.length + 5 + 3);
    buffer.put(bytes("ffffffffff")).put(message).put(bytes("ffffff"));
    buffer.position(5).limit(5 + message.length);
    assertThat(AdvertisementDecoder.decode(buffer, sentFrom(source)))
        .isEqualTo(decode(message, sentFrom(source)));
    assertThat(buffer.position()).isEqualTo(5);
    assertThat(buffer.limit()).isEqualTo(5 + message.length);
  }

  @ParameterizedTest
  @CsvSource(textBlock = MESSAGES)
  void readsDirectAndReadOnlyBuffers(String hex, String source) {
    byte[] message = bytes(hex);
    ByteBuffer direct = ByteBuffer.allocateDirect(message.length).put(message).flip();
    assertThat(AdvertisementDecoder.decode(direct.asReadOnlyBuffer(), sentFrom(source)))
        .isEqualTo(decode(message, sentFrom(source)));
  }

  @ParameterizedTest
  @CsvSource(textBlock = MESSAGES)
  void keepsNothingOfTheBuffer(String hex, String source) {
    byte[] message = bytes(hex);
    Decoded decoded = decode(message, sentFrom(source));
    Arrays.fill(message, (byte) 0xff);
    assertThat(decoded).isEqualTo(decode(bytes(hex), sentFrom(source)));
  }
}
