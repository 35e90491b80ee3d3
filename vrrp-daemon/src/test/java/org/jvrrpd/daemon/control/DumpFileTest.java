package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.control.DumpedInstance.Address;
import org.jvrrpd.daemon.control.DumpedInstance.Announcing;
import org.jvrrpd.daemon.control.DumpedInstance.Statistic;

/** What signals have written, for programs that read keepalived's. */
class DumpFileTest {
  private static final DumpedInstance INSTANCE =
      new DumpedInstance(
          "VI_1",
          "eth0",
          51,
          2,
          Optional.of("VG"),
          "MASTER",
          Instant.parse("2026-11-24T12:00:00.250Z"),
          200,
          190,
          0,
          100,
          true,
          false,
          1.5,
          new Announcing(5, 5, 0, 1),
          List.of(
              new Address("192.0.2.100/24", "eth0", true),
              new Address("192.0.2.101/32", "eth0", false)),
          List.of("chk_services"),
          true,
          Map.of(Statistic.ADVERT_SENT, 7L, Statistic.AUTH_FAILURE, 2L));

  @TempDir private Path directory;

  @Test
  void theJsonHasTheNamesAndTheOrderOfKeepalived227() throws IOException {
    String json = text(Dump.JSON);
    Map<String, Object> whole =
        JSON.std.listOfFrom(Object.class, json).stream()
            .map(DumpFileTest::members)
            .findFirst()
            .orElseThrow();

    assertThat(whole).containsOnlyKeys("data", "stats");
    assertThat(members(whole.getOrDefault("stats", Map.of())).keySet())
        .containsExactly(
            "advert_rcvd",
            "advert_sent",
            "become_master",
            "release_master",
            "packet_len_err",
            "advert_interval_err",
            "ip_ttl_err",
            "invalid_type_rcvd",
            "addr_list_err",
            "invalid_authtype",
            "authtype_mismatch",
            "auth_failure",
            "pri_zero_rcvd",
            "pri_zero_sent");
    assertThat(members(whole.getOrDefault("stats", Map.of())))
        .containsEntry("advert_sent", 7)
        .containsEntry("auth_failure", 2)
        .containsEntry("advert_rcvd", 0);
    assertThat(members(whole.getOrDefault("data", Map.of())))
        .containsEntry("iname", "VI_1")
        .containsEntry("ifp_ifname", "eth0")
        .containsEntry("vrid", 51)
        .containsEntry("state", 2)
        .containsEntry("wantstate", 2)
        .containsEntry("base_priority", 200)
        .containsEntry("effective_priority", 190)
        .containsEntry("adver_int", 1)
        .containsEntry("nopreempt", true)
        .containsEntry("vipset", true)
        .containsEntry(
            "vips",
            List.of(
                "192.0.2.100/24 dev eth0 scope global set", "192.0.2.101 dev eth0 scope global"))
        .containsEntry("track_script", List.of("chk_services"))
        .containsEntry("last_transition", 1_795_521_600.25)
        .containsEntry("auth_type", 1)
        .containsEntry("auth_data", "********");
  }

  @Test
  void theStatisticsHaveKeepalivedsLines() throws IOException {
    assertThat(text(Dump.STATISTICS))
        .startsWith(
            """
            VRRP Instance: VI_1
              Advertisements:
                Received: 0
                Sent: 7
              Became master: 0
            """)
        .contains(
            "  Authentication Errors:\n    Invalid Type: 0\n    Type Mismatch: 0\n    Failure: 2")
        .endsWith("  Priority Zero:\n    Received: 0\n    Sent: 0\n");
  }

  @Test
  void theDataAreForPeople() throws IOException {
    assertThat(text(Dump.DATA))
        .contains(" VRRP Instance = VI_1\n   VRRP Version = 2\n   Sync group = VG\n")
        .contains("   State = MASTER\n")
        .contains("   Advert interval = 1.00 sec\n")
        .contains("   Password = ********\n")
        .contains("   Virtual IP (2):\n     192.0.2.100/24 dev eth0 scope global set\n");
  }

  @Test
  void filesAreWholeAndNobodyElses() throws IOException {
    Path file = directory.resolve("keepalived.json");
    Files.writeString(file, "old");
    Files.writeString(directory.resolve("keepalived.json.new"), "left over");

    text(Dump.JSON);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains("VI_1");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private String text(Dump dump) throws IOException {
    return Files.readString(DumpFile.write(directory, dump, List.of(INSTANCE)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> members(Object object) {
    return (Map<String, Object>) object;
  }
}
