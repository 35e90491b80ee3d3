package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.buffer;
import static org.jvrrpd.core.packet.Packets.bytes;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.conformance.Covers;

/**
 * Advertisements of other implementations, from captures and test suites, and derived ones. Each
 * decodes to what its bytes say and encodes to its bytes again.
 *
 * <p>H: holo-vrrp. C: RouterOS, in tcpdump's vrrp.pcap. GP: gopacket. KA: keepalived 2.3.3 and
 * 2.0.10. ZE: ze. HL: Highland. PPP: PcapPlusPlus. SC: scapy. TR: govrrp. LG: lagopus. B and D: one
 * base packet of each kind, and what changes in one field; those whose change concerns the router
 * alone (D13, D14, D16, D21 and D23 to D29) are right for the decoder.
 */
class AcceptedVectorsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            H1 | 21331e010001b5c50a0001050000000000000000 | 192.168.100.2 | 224.0.0.18 | 51 | 30 | 100 | none | 10.0.1.5
            C1 | 212abf03010af11f0a042a010a042a020a042a036162636465666768 | 10.0.0.91 | 224.0.0.18 | 42 | 191 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C2 | 212bbf01000aea2e0a042b960000000000000000 | 10.0.0.91 | 224.0.0.18 | 43 | 191 | 1000 | none | 10.4.43.150
            C6 | 212ac003010af01f0a042a010a042a020a042a036162636465666768 | 10.0.0.92 | 224.0.0.18 | 42 | 192 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C7 | 212bc001000ae92e0a042b960000000000000000 | 10.0.0.92 | 224.0.0.18 | 43 | 192 | 1000 | none | 10.4.43.150
            C11 | 212ac103010aef1f0a042a010a042a020a042a036162636465666768 | 10.0.0.93 | 224.0.0.18 | 42 | 193 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C12 | 212bc101000ae82e0a042b960000000000000000 | 10.0.0.93 | 224.0.0.18 | 43 | 193 | 1000 | none | 10.4.43.150
            C16 | 212ac203010aee1f0a042a010a042a020a042a036162636465666768 | 10.0.0.94 | 224.0.0.18 | 42 | 194 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C17 | 212bc201000ae72e0a042b960000000000000000 | 10.0.0.94 | 224.0.0.18 | 43 | 194 | 1000 | none | 10.4.43.150
            C21 | 212ac303010aed1f0a042a010a042a020a042a036162636465666768 | 10.0.0.95 | 224.0.0.18 | 42 | 195 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C22 | 212bc301000ae62e0a042b960000000000000000 | 10.0.0.95 | 224.0.0.18 | 43 | 195 | 1000 | none | 10.4.43.150
            C26 | 212ac403010aec1f0a042a010a042a020a042a036162636465666768 | 10.0.0.96 | 224.0.0.18 | 42 | 196 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C27 | 212bc401000ae52e0a042b960000000000000000 | 10.0.0.96 | 224.0.0.18 | 43 | 196 | 1000 | none | 10.4.43.150
            C31 | 212ac503010aeb1f0a042a010a042a020a042a036162636465666768 | 10.0.0.97 | 224.0.0.18 | 42 | 197 | 1000 | password | 10.4.42.1 10.4.42.2 10.4.42.3
            C32 | 212bc501000ae42e0a042b960000000000000000 | 10.0.0.97 | 224.0.0.18 | 43 | 197 | 1000 | none | 10.4.43.150
            GP1 | 210164010001ba52c0a800010000000000000000 | 192.168.0.30 | 224.0.0.18 | 1 | 100 | 100 | none | 192.168.0.1
            ZE-G1 | 210ac802000192edc0000201c00002020000000000000000 | 192.0.2.251 | 224.0.0.18 | 10 | 200 | 100 | none | 192.0.2.1 192.0.2.2
            B2 | 210ac801000154f1c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | none | 192.0.2.1
            D13 | 210ac8010101c25bc00002016162636465666768 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | password | 192.0.2.1
            D14 | 210ac801020152f1c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | ah | 192.0.2.1
            D16 | 210ac801000254f0c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 200 | none | 192.0.2.1
            D23 | 210a000100011cf2c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 0 | 100 | none | 192.0.2.1
            D24 | 210aff0100011df1c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 255 | 100 | none | 192.0.2.1
            D25 | 210a64010001b8f1c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 100 | 100 | none | 192.0.2.1
            D26 | 210ac8010001548fc00002630000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | none | 192.0.2.99
            D27 | 210ac801000154f1c00002010000000000000000 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | none | 192.0.2.1
            D28 | 210ac801000154f1c00002010000000000000000 | 192.0.2.12 | 224.0.0.18 | 10 | 200 | 100 | none | 192.0.2.1
            D29 | 210ac801000154f1c00002010000000000000000 | 192.0.2.11 | 192.0.2.12 | 10 | 200 | 100 | none | 192.0.2.1
            """)
  @Covers(
      value = {
        "RFC3768-5.3.1-1",
        "RFC3768-5.3.5-1",
        "RFC3768-5.3.7-1",
        "RFC3768-5.3.8-1",
        "RFC3768-5.3.9-1",
        "RFC3768-7.2-1"
      },
      negative = {"RFC3768-7.1-2", "RFC3768-7.1-3", "RFC3768-7.1-4"})
  void decodesAndEncodesVersion2(
      String id,
      String hex,
      String source,
      String destination,
      int vrid,
      int priority,
      int intervalCentis,
      String authentication,
      String addresses) {
    Advertisement advertisement =
        new Advertisement(
            ProtocolVersion.V2,
            vrid,
            priority,
            intervalCentis,
            switch (authentication) {
              case "none" -> new Authentication.None();
              case "password" -> Authentication.SimplePassword.of("abcdefgh");
              case "ah" -> new Authentication.Unverified(2);
              default -> throw new IllegalArgumentException(authentication);
            },
            list(addresses));
    Envelope envelope = new Envelope(address(source), address(destination), 255);
    assertThat(AdvertisementDecoder.decode(buffer(hex), envelope))
        .isEqualTo(new Decoded.Accepted(advertisement, ChecksumForm.MESSAGE_ONLY));
    if (!authentication.equals("ah")) {
      assertThat(Packets.encode(advertisement, envelope, ChecksumForm.MESSAGE_ONLY))
          .isEqualTo(bytes(hex));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            C3 | 312cbf0203e8b3c60a042c640a042cc8 | 10.0.0.91 | 224.0.0.18 | 44 | 191 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C8 | 312cc00203e8b2c50a042c640a042cc8 | 10.0.0.92 | 224.0.0.18 | 44 | 192 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C13 | 312cc10203e8b1c40a042c640a042cc8 | 10.0.0.93 | 224.0.0.18 | 44 | 193 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C18 | 312cc20203e8b0c30a042c640a042cc8 | 10.0.0.94 | 224.0.0.18 | 44 | 194 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C23 | 312cc30203e8afc20a042c640a042cc8 | 10.0.0.95 | 224.0.0.18 | 44 | 195 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C28 | 312cc40203e8aec10a042c640a042cc8 | 10.0.0.96 | 224.0.0.18 | 44 | 196 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            C33 | 312cc50203e8adc00a042c640a042cc8 | 10.0.0.97 | 224.0.0.18 | 44 | 197 | 1000 | PSEUDO_HEADER | 10.4.44.100 10.4.44.200
            KA1 | 312a640100642377c0000264 | 192.0.2.12 | 192.0.2.11 | 42 | 100 | 100 | PSEUDO_HEADER | 192.0.2.100
            KA2 | 310296030064082db9cb70010a0000010a000801 | 10.0.0.3 | 224.0.0.18 | 2 | 150 | 100 | PSEUDO_HEADER | 185.203.112.1 10.0.0.1 10.0.8.1
            ZE-G2 | 310ac8020064828ac0000201c0000202 | 192.0.2.251 | 224.0.0.18 | 10 | 200 | 100 | MESSAGE_ONLY | 192.0.2.1 192.0.2.2
            ZE-G2c | 310ac8020064defbc0000201c0000202 | 192.0.2.251 | 224.0.0.18 | 10 | 200 | 100 | PSEUDO_HEADER | 192.0.2.1 192.0.2.2
            HL1 | 3101ff0100640d8ec000020a | 192.0.2.11 | 224.0.0.18 | 1 | 255 | 100 | MESSAGE_ONLY | 192.0.2.10
            HL2 | 310164010064a88ec000020a | 192.0.2.11 | 224.0.0.18 | 1 | 100 | 100 | MESSAGE_ONLY | 192.0.2.10
            HL3 | 312a96020032b48ac000020ac000020b | 192.0.2.11 | 224.0.0.18 | 42 | 150 | 50 | MESSAGE_ONLY | 192.0.2.10 192.0.2.11
            HL4 | 312a000100640c66c000020a | 192.0.2.11 | 224.0.0.18 | 42 | 0 | 100 | MESSAGE_ONLY | 192.0.2.10
            HL5 | 31fffe010fff95cac6336401 | 192.0.2.11 | 224.0.0.18 | 255 | 254 | 4095 | MESSAGE_ONLY | 198.51.100.1
            PPP2 | 310164020001484dc0a80001c0a80002 | 192.168.0.30 | 224.0.0.18 | 1 | 100 | 1 | PSEUDO_HEADER | 192.168.0.1 192.168.0.2
            SC3 | 3102fe020001b25e1400010214000103 | 20.0.0.3 | 224.0.0.18 | 2 | 254 | 1 | PSEUDO_HEADER | 20.0.1.2 20.0.1.3
            TR1 | 31f0640100640608c0a800e6 | 192.168.0.220 | 224.0.0.18 | 240 | 100 | 100 | PSEUDO_HEADER | 192.168.0.230
            LG1 | 3132ff020064b5390a0000010a000002 | 192.168.100.238 | 224.0.0.18 | 50 | 255 | 100 | PSEUDO_HEADER | 10.0.0.1 10.0.0.2
            B3m | 310ac8010064448ec0000201 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | MESSAGE_ONLY | 192.0.2.1
            B3p | 310ac8010064a1f3c0000201 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | PSEUDO_HEADER | 192.0.2.1
            D18 | 310ac801f064548dc0000201 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 100 | MESSAGE_ONLY | 192.0.2.1
            D20 | 310ac8010fff34f3c0000201 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 4095 | MESSAGE_ONLY | 192.0.2.1
            D21 | 310ac80100c8442ac0000201 | 192.0.2.11 | 224.0.0.18 | 10 | 200 | 200 | MESSAGE_ONLY | 192.0.2.1
            """)
  @Covers(
      value = {
        "RFC9568-5.2.1-1",
        "RFC9568-5.2.7-1",
        "RFC9568-5.2.8-1",
        "RFC9568-5.2.6-1",
        "RFC9568-7.2-1"
      },
      negative = "RFC9568-7.1-1")
  void decodesAndEncodesVersion3OverIpv4(
      String id,
      String hex,
      String source,
      String destination,
      int vrid,
      int priority,
      int intervalCentis,
      ChecksumForm form,
      String addresses) {
    Advertisement advertisement = version3(vrid, priority, intervalCentis, addresses);
    Envelope envelope = new Envelope(address(source), address(destination), 255);
    assertThat(AdvertisementDecoder.decode(buffer(hex), envelope))
        .isEqualTo(new Decoded.Accepted(advertisement, form));
    if (!id.equals("D18")) { // its reserved bits are set, which nobody may send
      assertThat(Packets.encode(advertisement, envelope, form)).isEqualTo(bytes(hex));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            C4 | 312dbf0203e8cfa0fe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe66:cf60 | 45 | 191 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C5 | 312ebf0503e85f12fe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe66:cf60 | 46 | 191 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C9 | 312ec00503e87b8cfe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe72:b1da | 46 | 192 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C10 | 312dc00203e8ec1afe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe72:b1da | 45 | 192 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C14 | 312ec10503e85d0dfe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe66:cf65 | 46 | 193 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C15 | 312dc10203e8cd9bfe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe66:cf65 | 45 | 193 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C19 | 312dc20203e8c7a5fe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe65:d45c | 45 | 194 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C20 | 312ec20503e85717fe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe65:d45c | 46 | 194 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C24 | 312dc30203e8c696fe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe65:d46b | 45 | 195 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C25 | 312ec30503e85608fe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe65:d46b | 46 | 195 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C29 | 312dc40203e8e810fe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::d6ca:6dff:fe72:b1e4 | 45 | 196 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C30 | 312ec40503e87782fe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::d6ca:6dff:fe72:b1e4 | 46 | 196 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            C34 | 312dc50203e8d5ebfe8000000000000002005efffe00022d200100000000000000000000abcd000a | fe80::20c:42ff:fe5e:c2dc | 45 | 197 | 1000 | fe80::200:5eff:fe00:22d 2001::abcd:a
            C35 | 312ec50503e8655dfe8000000000000002005efffe00022e200100000000000000000000eeff000a200100000000000000000000eeff000b200100000000000000000000eeff000c200100000000000000000000eeff000d | fe80::20c:42ff:fe5e:c2dc | 46 | 197 | 1000 | fe80::200:5eff:fe00:22e 2001::eeff:a 2001::eeff:b 2001::eeff:c 2001::eeff:d
            ZE-G3 | 310a640200643f5dfe80000000000000000000000000000120010db8000000000000000000000001 | fe80::c8 | 10 | 100 | 100 | fe80::1 2001:db8::1
            H2 | 310116010001b57f20010db8000000000000000003707334 | fe80::200:5eff:fe00:201 | 1 | 22 | 1 | 2001:db8::370:7334
            HL6 | 3101ff010064d2eefe800000000000000000000000000001 | fe80::a | 1 | 255 | 100 | fe80::1
            HL7 | 3102640200646f5afe800000000000000000000000000001fe800000000000000000000000000002 | fe80::a | 2 | 100 | 100 | fe80::1 fe80::2
            PPP3 | 3101640300011071fe80000000000000000000000000025420010db800000000000000000000000120010db8000000000000000000000002 | fe80::1 | 1 | 100 | 1 | fe80::254 2001:db8::1 2001:db8::2
            B6 | 310ac8020064dc19fe80000000000000000000000000000120010db8000000000000000000000001 | fe80::b | 10 | 200 | 100 | fe80::1 2001:db8::1
            """)
  @Covers(
      value = {"RFC9568-5.2.8-2", "RFC9568-5.2.9-1", "RFC9568-7.2-1"},
      negative = "RFC9568-5.1.2-2")
  void decodesAndEncodesVersion3OverIpv6(
      String id,
      String hex,
      String source,
      int vrid,
      int priority,
      int intervalCentis,
      String addresses) {
    Advertisement advertisement = version3(vrid, priority, intervalCentis, addresses);
    Envelope envelope = new Envelope(address(source), Envelope.group(AddressFamily.IPV6), 255);
    assertThat(AdvertisementDecoder.decode(buffer(hex), envelope))
        .isEqualTo(new Decoded.Accepted(advertisement, ChecksumForm.PSEUDO_HEADER));
    assertThat(Packets.encode(advertisement, envelope, ChecksumForm.MESSAGE_ONLY))
        .as("there is no choice of form over IPv6")
        .isEqualTo(bytes(hex));
  }

  private static Advertisement version3(
      int vrid, int priority, int intervalCentis, String addresses) {
    return new Advertisement(
        ProtocolVersion.V3,
        vrid,
        priority,
        intervalCentis,
        new Authentication.None(),
        list(addresses));
  }

  private static List<IpAddress> list(String addresses) {
    return Arrays.stream(addresses.split(" ")).map(Packets::address).toList();
  }
}
