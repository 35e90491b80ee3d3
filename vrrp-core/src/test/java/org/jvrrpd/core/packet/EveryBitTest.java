package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.packet.Packets.bytes;
import static org.jvrrpd.core.packet.Packets.decode;
import static org.jvrrpd.core.packet.Packets.encode;
import static org.jvrrpd.core.packet.Packets.sentFrom;
import static org.jvrrpd.core.packet.Packets.withChecksum;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.conformance.Covers;

/**
 * One right message of each kind, damaged in every way that one bit or a cut can. What is accepted
 * must be what the bits say, which encoding it again shows.
 */
class EveryBitTest {
  @CsvSource({
    "210ac801000154f1c00002010000000000000000, 192.0.2.11, MESSAGE_ONLY",
    "212abf03010af11f0a042a010a042a020a042a036162636465666768, 10.0.0.91, MESSAGE_ONLY",
    "310ac8010064448ec0000201, 192.0.2.11, MESSAGE_ONLY",
    "310ac8010064a1f3c0000201, 192.0.2.11, PSEUDO_HEADER",
    "310ac8020064dc19fe80000000000000000000000000000120010db8000000000000000000000001,"
        + " fe80::b, PSEUDO_HEADER",
  })
  @Retention(RetentionPolicy.RUNTIME)
  @interface OneOfEachKind {}

  @ParameterizedTest
  @OneOfEachKind
  @Covers({"RFC3768-7.1-4", "RFC9568-7.1-1"})
  void aDamagedBitIsCaughtByTheChecksumOrAnEarlierCheck(
      String hex, String source, ChecksumForm form) {
    byte[] right = bytes(hex);
    assertThat(decode(right, sentFrom(source))).isInstanceOf(Decoded.Accepted.class);
    for (int bit = 0; bit < right.length * 8; bit++) {
      assertThat(decode(flip(right, bit), sentFrom(source)))
          .as("bit %d", bit)
          .isInstanceOf(Decoded.Rejected.class);
    }
  }

  @ParameterizedTest
  @OneOfEachKind
  void aForgedBitIsRejectedOrDecodedToWhatItSays(String hex, String source, ChecksumForm form) {
    Envelope envelope = sentFrom(source);
    byte[] right = bytes(hex);
    int accepted = 0;
    for (int bit = 0; bit < right.length * 8; bit++) {
      byte[] forged = withChecksum(flip(right, bit), envelope, form);
      if (decode(forged, envelope) instanceof Decoded.Accepted result) {
        assertSaysWhatTheBitsSay(result, forged, envelope, form);
        accepted++;
      }
    }
    // VRID (one flip may make it 0), priority, and the low bits of an address at the least.
    assertThat(accepted).isGreaterThan(7 + 8 + 16);
  }

  private static void assertSaysWhatTheBitsSay(
      Decoded.Accepted result, byte[] forged, Envelope envelope, ChecksumForm form) {
    assertThat(result.form()).isEqualTo(form);
    if (result.advertisement().authentication() instanceof Authentication.Unverified unverified) {
      assertThat(forged[4]).isEqualTo((byte) unverified.type());
      return;
    }
    byte[] again = encode(result.advertisement(), envelope, result.form());
    assertThat(HexFormat.of().formatHex(again))
        .isEqualTo(HexFormat.of().formatHex(withoutIgnoredBits(forged, envelope, form)));
  }

  /**
   * Zero where a receiver must not look: v3's reserved bits, v2's data of authentication type 0.
   */
  private static byte[] withoutIgnoredBits(byte[] message, Envelope envelope, ChecksumForm form) {
    byte[] plain = Arrays.copyOf(message, message.length);
    if (plain[0] == 0x31) {
      plain[4] &= 0x0f;
    } else if (plain[4] == 0) {
      Arrays.fill(plain, plain.length - 8, plain.length, (byte) 0);
    }
    return withChecksum(plain, envelope, form);
  }

  @ParameterizedTest
  @OneOfEachKind
  @Covers({"RFC3768-7.1-3", "RFC9568-7.1-1"})
  void everyTruncationIsRejectedWhateverItsChecksum(String hex, String source, ChecksumForm form) {
    Envelope envelope = sentFrom(source);
    byte[] right = bytes(hex);
    for (int length = 0; length < right.length; length++) {
      byte[] cut = Arrays.copyOf(right, length);
      assertThat(decode(cut, envelope))
          .as("%d bytes", length)
          .isEqualTo(new Decoded.Rejected(Rejection.TRUNCATED));
      if (length >= 8) {
        assertThat(decode(withChecksum(cut, envelope, form), envelope))
            .isEqualTo(new Decoded.Rejected(Rejection.TRUNCATED));
      }
    }
  }

  @ParameterizedTest
  @OneOfEachKind
  void everyExtensionIsRejected(String hex, String source, ChecksumForm form) {
    Envelope envelope = sentFrom(source);
    byte[] right = bytes(hex);
    for (int extra = 1; extra <= 32; extra++) {
      byte[] longer = withChecksum(Arrays.copyOf(right, right.length + extra), envelope, form);
      assertThat(decode(longer, envelope))
          .as("%d bytes more", extra)
          .isEqualTo(new Decoded.Rejected(Rejection.LENGTH_WRONG));
    }
  }

  private static byte[] flip(byte[] message, int bit) {
    byte[] flipped = Arrays.copyOf(message, message.length);
    flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
    return flipped;
  }
}
