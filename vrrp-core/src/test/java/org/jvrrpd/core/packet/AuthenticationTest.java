package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.decode;
import static org.jvrrpd.core.packet.Packets.encode;
import static org.jvrrpd.core.packet.Packets.sentFrom;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.packet.Authentication.SimplePassword;

class AuthenticationTest {
  private static final Envelope ENVELOPE = sentFrom("192.0.2.11");

  @ParameterizedTest
  @CsvSource({
    "s3cret, 7333637265740000",
    "abcdefgh, 6162636465666768",
    "abcdefghij, 6162636465666768",
    "'', 0000000000000000",
    "pässwört, 70c3a4737377c3b6",
    "1234567ä, 31323334353637c3",
  })
  @Covers("RFC2338-5.3.6-2")
  void eightBytesGoOnTheWire(String password, String hex) {
    byte[] message =
        encode(advertisement(SimplePassword.of(password)), ENVELOPE, ChecksumForm.MESSAGE_ONLY);
    assertThat(message[4]).isEqualTo((byte) 1);
    assertThat(Arrays.copyOfRange(message, 12, 20)).isEqualTo(Packets.bytes(hex));
  }

  @Test
  void passwordsAreTheSameWhenTheirBytesOnTheWireAre() {
    assertThat(SimplePassword.of("s3cret"))
        .isEqualTo(SimplePassword.of("s3cret"))
        .isEqualTo(SimplePassword.of("s3cret".getBytes(StandardCharsets.UTF_8)))
        .hasSameHashCodeAs(SimplePassword.of("s3cret"))
        .isNotEqualTo(SimplePassword.of("s3creT"))
        .isNotEqualTo(SimplePassword.of("s3cret2"))
        .isNotEqualTo(new Authentication.None());
    assertThat(SimplePassword.of("abcdefghi")).isEqualTo(SimplePassword.of("abcdefgh"));
  }

  @Test
  @Covers("RFC2338-5.3.6-1")
  void everyBitOfAPasswordCounts() {
    SimplePassword password = SimplePassword.of(new byte[8]);
    for (int bit = 0; bit < 64; bit++) {
      byte[] other = new byte[8];
      other[bit / 8] = (byte) (1 << bit % 8);
      assertThat(SimplePassword.of(other)).isNotEqualTo(password);
    }
  }

  @Test
  void laterChangesOfTheArrayDoNotChangeThePassword() {
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
    SimplePassword password = SimplePassword.of(bytes);
    bytes[0] = 9;
    assertThat(password).isEqualTo(SimplePassword.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
  }

  @ParameterizedTest
  @CsvSource({"12345678, false", "123456789, true", "1234567ä, true", "'', false"})
  void tellsWhetherAPasswordIsCut(String password, boolean cut) {
    assertThat(SimplePassword.isCut(password)).isEqualTo(cut);
  }

  @Test
  void noTextShowsAPassword() {
    SimplePassword password = SimplePassword.of("s3cret");
    Advertisement advertisement = advertisement(password);
    Decoded decoded = decode(encode(advertisement, ENVELOPE, ChecksumForm.MESSAGE_ONLY), ENVELOPE);
    assertThat(List.of(password, advertisement, decoded))
        .extracting(Object::toString)
        .allMatch(text -> text.contains("SimplePassword[********]"))
        .noneMatch(text -> text.contains("s3cret") || text.contains("733363"));
    assertThat(password).hasSameHashCodeAs(SimplePassword.of("another"));
  }

  @Test
  void noExceptionShowsAPassword() {
    assertThatThrownBy(
            () ->
                new Advertisement(
                    ProtocolVersion.V3,
                    10,
                    100,
                    100,
                    SimplePassword.of("s3cret"),
                    List.of(Packets.address("192.0.2.1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 3 has no authentication type 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 256})
  void onlyTypesThatCannotBeVerifiedAreUnverified(int type) {
    assertThatThrownBy(() -> new Authentication.Unverified(type))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 254, 255})
  void whateverElseFitsTheFieldIsUnverified(int type) {
    assertThat(new Authentication.Unverified(type).type()).isEqualTo(type);
  }

  private static Advertisement advertisement(Authentication authentication) {
    return new Advertisement(
        ProtocolVersion.V2, 10, 100, 100, authentication, List.of(Packets.address("192.0.2.1")));
  }
}
