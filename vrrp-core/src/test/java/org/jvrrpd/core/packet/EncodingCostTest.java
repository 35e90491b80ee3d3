package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.Allocations.ROUNDS;
import static org.jvrrpd.core.Allocations.bytesAllocatedBy;
import static org.jvrrpd.core.packet.Packets.address;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A master says the same for weeks, and must not feed the garbage collector with it. */
class EncodingCostTest {
  @ParameterizedTest
  @CsvSource({
    "V2, s3cret, 192.0.2.11, 192.0.2.10",
    "V2, '', 192.0.2.11, 192.0.2.10",
    "V3, '', 192.0.2.11, 192.0.2.10",
    "V3, '', fe80::b, fe80::10",
  })
  void writingWhatTheLastOneSaidAllocatesNothing(
      ProtocolVersion version, String password, String from, String virtual) {
    Authentication authentication =
        password.isEmpty() ? new Authentication.None() : Authentication.SimplePassword.of(password);
    Advertisement advertisement =
        new Advertisement(version, 51, 100, 100, authentication, List.of(address(virtual)));
    IpAddress source = address(from);
    IpAddress group = Envelope.group(source.family());
    ByteBuffer target = ByteBuffer.allocateDirect(AdvertisementEncoder.length(advertisement));
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    target.clear();
                    AdvertisementEncoder.encode(
                        advertisement, source, group, ChecksumForm.PSEUDO_HEADER, target);
                  }
                }))
        .isZero();
    assertThat(target.hasRemaining()).isFalse();
  }
}
