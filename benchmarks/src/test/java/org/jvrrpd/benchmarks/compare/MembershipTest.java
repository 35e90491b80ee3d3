package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.lab.wire.Recording;

class MembershipTest {
  private static final String MAC = "02:00:00:00:00:66";

  /** Ethernet, IPv4 with the router alert option, IGMP version 3 report with two records. */
  private static final String HEADERS =
      "01005e000016"
          + "020000000066"
          + "0800"
          + "46c00030"
          + "00004000"
          + "01020000"
          + "c0000266"
          + "e0000016"
          + "94040000"
          + "22000000"
          + "00000002";

  /** Exclude no source of 239.1.2.3, which has one source and one auxiliary word here. */
  private static final String OTHER_RECORD = "04010001" + "ef010203" + "c0000201" + "00000000";

  private static final String VRRP_RECORD = "04000000" + "e0000012";

  @TempDir private Path directory;

  @Test
  void theReportThatNamesTheGroupIsFoundWithItsTime() throws Exception {
    assertThat(report(HEADERS + OTHER_RECORD + VRRP_RECORD, MAC, 99))
        .contains(Instant.ofEpochSecond(100, 5));
  }

  @Test
  void reportsOfOtherHostsGroupsAndTimesArePassedOver() throws Exception {
    String frame = HEADERS + OTHER_RECORD + VRRP_RECORD;

    assertThat(report(frame, "02:00:00:00:00:67", 99)).isEmpty();
    assertThat(report(frame, MAC, 101)).isEmpty();
    assertThat(report(HEADERS + OTHER_RECORD + OTHER_RECORD, MAC, 99)).isEmpty();
  }

  @Test
  void aReportThatIsCutNamesNothing() throws Exception {
    String frame = HEADERS + OTHER_RECORD + VRRP_RECORD;

    for (int length = 2; length < frame.length(); length += 2) {
      assertThat(report(frame.substring(0, length), MAC, 99)).isEmpty();
    }
  }

  /** Looks for it in a pcap file whose one frame is of second 100 and nanosecond 5. */
  private Optional<Instant> report(String frame, String mac, long sinceSecond) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(frame);
    ByteBuffer file = ByteBuffer.allocate(40 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(1).putInt(100).putInt(5).putInt(bytes.length).putInt(bytes.length);
    Path path = directory.resolve("report.pcap");
    Files.write(path, file.put(bytes).array());
    return Membership.firstReport(Recording.read(path), mac, Instant.ofEpochSecond(sinceSecond));
  }
}
