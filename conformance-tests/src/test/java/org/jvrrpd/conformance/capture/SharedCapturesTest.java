package org.jvrrpd.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/**
 * Every VRRP packet of other people's captures, field by field against tshark's decode of it, and
 * against a separate verdict on both readings of its checksum. Where the captures are not there,
 * {@link Captures} says so, and these tests have nothing to compare.
 */
class SharedCapturesTest {
  /**
   * Where tshark and we differ, each with our reason. tshark shows what is there; we judge whether
   * it is an advertisement.
   */
  private static final Map<String, Rejection> DIFFERENCES = new TreeMap<>();

  static {
    // ucarp: 0x21 is read as version 2, type 1, and its checksum is right. tshark can be told to
    // decode CARP and is not by default. The length tells: 36 bytes, where 7 addresses need 44.
    for (int frame = 1; frame <= 5; frame++) {
      DIFFERENCES.put("libpcap_filter_carp.pcap " + frame, Rejection.CARP);
    }
    // Without the 8 bytes of authentication data, which RFC 3768 section 5.3.10 has even where the
    // type is 0. tshark does not miss them.
    DIFFERENCES.put("pcapplusplus_VRRP-V2.pcap 1", Rejection.TRUNCATED);
    // Fuzzed. tshark decodes what is there, says "malformed", and in two of three that the checksum
    // is bad; we look at the lengths first, as keepalived does. libpcap cuts the frames at the
    // snapshot length of the file's header, tshark does not, so for us the last two end too soon.
    DIFFERENCES.put("tcpdump_vrrp_print-oobr.pcap 1", Rejection.TRUNCATED);
    DIFFERENCES.put("tcpdump_vrrp_print-oobr.pcap 2", Rejection.IP_TRUNCATED);
    DIFFERENCES.put("tcpdump_vrrp_print-oobr.pcap 3", Rejection.IP_TRUNCATED);
  }

  /** How many VRRP packets there are, so that a reader which finds none cannot pass. */
  private static final Map<String, Integer> PACKETS =
      Map.of(
          "libpcap_filter_carp.pcap", 5,
          "libpcap_filter_vrrp.pcap", 15,
          "ndpi_vrrp3.pcapng", 10,
          "pcapplusplus_VRRP-V2.pcap", 1,
          "pcapplusplus_VRRP-V3-IPv4.pcap", 1,
          "pcapplusplus_VRRP-V3-IPv6.pcap", 1,
          "tcpdump_HSRP_coup.pcap", 0,
          "tcpdump_vrrp.pcap", 165,
          "tcpdump_vrrp_print-oobr.pcap", 3);

  /** By file and number of frame. */
  private static Map<String, Decoded> decodeAll() throws IOException {
    Map<String, Decoded> all = new LinkedHashMap<>();
    for (Path capture : Captures.shared()) {
      int number = 0;
      for (LibpcapFrame frame : LibpcapFrame.read(capture)) {
        number++;
        Optional<Decoded> decoded = frame.decode();
        if (decoded.isPresent()) {
          all.put(capture.getFileName() + " " + number, decoded.get());
        }
      }
    }
    return all;
  }

  @Test
  void everyVrrpPacketIsFoundAndNoOther() throws IOException {
    Map<String, Decoded> decoded = decodeAll();
    for (Path capture : Captures.shared()) {
      String name = capture.getFileName().toString();
      assertThat(decoded.keySet().stream().filter(key -> key.startsWith(name + " ")))
          .as(name)
          .hasSize(expected(name, capture));
    }
  }

  /** A capture that is new there has as many as tshark finds. */
  private static int expected(String name, Path capture) throws IOException {
    Integer known = PACKETS.get(name);
    return known == null ? TsharkPacket.beside(capture).size() : known;
  }

  @Test
  void whatIsRejectedIsRejectedForTheReasonWrittenDownHere() throws IOException {
    Map<String, Rejection> rejected = new TreeMap<>();
    decodeAll()
        .forEach(
            (packet, decoded) -> {
              if (decoded instanceof Decoded.Rejected(Rejection reason)) {
                rejected.put(packet, reason);
              }
            });
    assertThat(rejected).isEqualTo(Captures.shared().isEmpty() ? Map.of() : DIFFERENCES);
  }

  @Test
  void whatIsAcceptedSaysWhatTsharkSays() throws IOException {
    Map<String, Decoded> decoded = decodeAll();
    for (Path capture : Captures.shared()) {
      for (TsharkPacket packet : TsharkPacket.beside(capture)) {
        String name = capture.getFileName() + " " + packet.frame();
        if (decoded.get(name) instanceof Decoded.Accepted accepted) {
          compare(name, accepted.advertisement(), packet);
        } else {
          assertThat(DIFFERENCES).containsKey(name);
        }
      }
    }
  }

  private static void compare(String name, Advertisement ours, TsharkPacket theirs) {
    boolean second = ours.version() == ProtocolVersion.V2;
    assertThat(theirs.checksumGood()).as(name).contains(true);
    assertThat(ours.version().number()).as(name).isEqualTo(theirs.version());
    assertThat(theirs.number("vrrp.virt_rtr_id")).as(name).contains(ours.vrid());
    assertThat(theirs.number("vrrp.prio")).as(name).contains(ours.priority());
    assertThat(theirs.number("vrrp.addr_count")).as(name).contains(ours.addresses().size());
    assertThat(
            second
                ? theirs.number("vrrp.adver_int").map(seconds -> 100 * seconds)
                : theirs.number("vrrp.short_adver_int"))
        .as(name)
        .contains(ours.intervalCentis());
    assertThat(theirs.number("vrrp.auth_type").orElse(0))
        .as(name)
        .isEqualTo(ours.authentication().type());
    String family =
        switch (ours.family()) {
          case IPV4 -> "vrrp.ip_addr";
          case IPV6 -> "vrrp.ipv6_addr";
        };
    assertThat(theirs.texts(family).stream().map(text -> IpAddress.parse(text).orElseThrow()))
        .as(name)
        .isEqualTo(ours.addresses());
    // Of type 0 the data is ignored, and tshark shows what stands there.
    if (ours.authentication() instanceof Authentication.SimplePassword password) {
      String text = theirs.text("vrrp.auth_string").orElseThrow();
      assertThat(password).as(name).isEqualTo(Authentication.SimplePassword.of(text));
    }
  }

  /**
   * The columns say of both readings whether the checksum holds under them. In version 3 over IPv4
   * both are in the field: RouterOS has the pseudo-header of RFC 5798, others the message alone, as
   * RFC 9568 has it; we accept both and say which, where tshark says "good" of either.
   */
  @Test
  void theReadingOfTheChecksumIsTheOneThatHolds() throws IOException {
    Map<String, Decoded> decoded = decodeAll();
    int compared = 0;
    for (Path capture : Captures.shared()) {
      Path verdicts = capture.resolveSibling(capture.getFileName() + ".checksum.tsv");
      if (!Files.exists(verdicts)) {
        assertThat(PACKETS).as(capture.toString()).containsEntry(name(capture), 0);
        continue;
      }
      List<String> lines = Files.readAllLines(verdicts);
      List<String> columns = List.of(lines.getFirst().split("\t", -1));
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        if (decoded.get(name(capture) + " " + cells[0]) instanceof Decoded.Accepted accepted) {
          String column =
              switch (accepted.form()) {
                case MESSAGE_ONLY -> "message_only";
                case PSEUDO_HEADER -> "with_pseudo_header";
              };
          assertThat(cells[columns.indexOf(column)]).as(line).isEqualTo("ok");
          assertThat(accepted.form())
              .as(line)
              .isEqualTo(
                  cells[columns.indexOf("message_only")].equals("ok")
                      ? ChecksumForm.MESSAGE_ONLY
                      : ChecksumForm.PSEUDO_HEADER);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(Captures.shared().isEmpty() ? 0 : 192);
  }

  /** Time stamps as libpcap gives them, as tshark prints them. */
  @Test
  void theTimesAreThoseThatTsharkPrints() throws IOException {
    for (Path capture : Captures.shared()) {
      List<LibpcapFrame> frames = LibpcapFrame.read(capture);
      for (TsharkPacket packet : TsharkPacket.beside(capture)) {
        assertThat(BigDecimal.valueOf(frames.get(packet.frame() - 1).epochNanos(), 9))
            .isEqualByComparingTo(packet.epoch());
      }
    }
  }

  private static String name(Path capture) {
    return capture.getFileName().toString();
  }
}
