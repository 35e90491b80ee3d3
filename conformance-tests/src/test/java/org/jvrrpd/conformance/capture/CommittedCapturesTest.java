package org.jvrrpd.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.ProtocolVersion;

/** Every VRRP packet that other daemons sent in our own lab is one that we understand. */
class CommittedCapturesTest {

  private static List<Decoded.Accepted> accepted(Path capture) throws IOException {
    List<Decoded.Accepted> accepted = new ArrayList<>();
    for (LibpcapFrame frame : LibpcapFrame.read(capture)) {
      Optional<Decoded> decoded = frame.decode();
      if (decoded.isPresent()) {
        assertThat(decoded.get()).as(capture.toString()).isInstanceOf(Decoded.Accepted.class);
        accepted.add((Decoded.Accepted) decoded.get());
      }
    }
    return accepted;
  }

  private static List<Advertisement> advertisements(String name) throws IOException {
    return accepted(Captures.COMMITTED.resolve(name)).stream()
        .map(Decoded.Accepted::advertisement)
        .toList();
  }

  @Test
  void everyPacketIsAccepted() throws IOException {
    for (Path capture : Captures.committed()) {
      assertThat(accepted(capture)).as(capture.toString()).isNotEmpty();
    }
  }

  @Test
  void eachIsNamedInTheReadmeWithTheCommandThatMadeIt() throws IOException {
    String readme = Files.readString(Captures.COMMITTED.resolve("README.md"));
    for (Path capture : Captures.committed()) {
      assertThat(readme).contains("`" + capture.getFileName() + "`");
    }
  }

  @Test
  void aPasswordPadsWithZerosAndAResignationIsPriorityZero() throws IOException {
    List<Advertisement> seen = advertisements("keepalived-v2-password.pcap");
    assertThat(seen)
        .allSatisfy(
            each -> {
              assertThat(each.version()).isEqualTo(ProtocolVersion.V2);
              assertThat(each.authentication())
                  .isEqualTo(Authentication.SimplePassword.of("s3cr3t"));
              assertThat(each.intervalCentis()).isEqualTo(100);
            })
        .extracting(Advertisement::priority)
        .contains(100, 90, 0);
  }

  @Test
  void twoVirtualRoutersWithSeveralAddressesEach() throws IOException {
    List<Advertisement> seen = advertisements("keepalived-v2-two-vrids.pcap");
    assertThat(seen).extracting(Advertisement::vrid).contains(51, 52);
    assertThat(seen)
        .allSatisfy(
            each -> {
              assertThat(each.authentication().type()).isZero();
              assertThat(each.addresses()).hasSize(each.vrid() == 51 ? 3 : 2);
            });
  }

  /** Over IPv4 keepalived 2.2 puts the pseudo-header into the checksum of version 3. */
  @Test
  void versionThreeOverBothFamilies() throws IOException {
    for (AddressFamily family : AddressFamily.values()) {
      String name = "keepalived-v3-" + (family == AddressFamily.IPV4 ? "ipv4" : "ipv6") + ".pcap";
      assertThat(accepted(Captures.COMMITTED.resolve(name)))
          .as(name)
          .isNotEmpty()
          .allSatisfy(
              each -> {
                assertThat(each.form()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
                assertThat(each.advertisement().version()).isEqualTo(ProtocolVersion.V3);
                assertThat(each.advertisement().family()).isEqualTo(family);
                assertThat(each.advertisement().intervalCentis()).isEqualTo(50);
              });
    }
  }
}
