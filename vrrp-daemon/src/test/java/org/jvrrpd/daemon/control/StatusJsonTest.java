package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  private static final Path DOCUMENT = Path.of("../docs/status-json.md");

  @Test
  void everyMemberIsDocumented() throws Exception {
    String document = Files.readString(DOCUMENT);

    assertThat(members(Samples.trouble()))
        .hasSizeGreaterThan(35)
        .allSatisfy(member -> assertThat(document).contains("`" + member + "`"));
  }

  @Test
  void everyDocumentedMemberIsWritten() throws Exception {
    // Members stand in the tables' first column, and before a parenthesis below them.
    Set<String> documented =
        Pattern.compile("^\\| `([a-z_]+)` |`([a-z_]+)` \\(", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).hasSizeGreaterThan(35);
    assertThat(members(Samples.trouble())).containsAll(documented);
  }

  @Test
  void isOneLineWithNullsForWhatIsAbsent() {
    String json = Samples.report("FAULT", List.of(Samples.fault()), List.of()).toJson();

    assertThat(json)
        .doesNotContain("\n")
        .startsWith(
            "{\"format\":1,\"version\":\"0.1.0\",\"node\":\"server1\",\"pid\":4711,"
                + "\"started_at\":\"2026-11-21T01:36:06Z\",\"service_state\":\"FAULT\"")
        .contains(
            "\"master_address\":null,\"master_priority\":null,"
                + "\"last_advertisement_heard\":null,\"last_advertisement_sent\":null")
        .contains("\"installed\":false,\"lease_seconds\":null")
        .contains("\"split\":null");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(StatusJson.read(JsonObject.parse(Samples.trouble().toJson())))
        .isEqualTo(Samples.trouble());
  }

  @Test
  void readsTheReportOfADaemonThatKnowsNoChecks() {
    String json = Samples.healthyMaster().toJson().replace("\"checks\":[],", "");

    assertThat(json).doesNotContain("\"checks\"");
    assertThat(StatusJson.read(JsonObject.parse(json))).isEqualTo(Samples.healthyMaster());
  }

  @Test
  void readsTheReportOfADaemonThatDoesNotMeasureItsTimers() {
    String json = Samples.healthyMaster().toJson().replaceFirst("\"timers\":\\{[^}]*},", "");

    assertThat(json).doesNotContain("\"timers\"");
    assertThat(StatusJson.read(JsonObject.parse(json))).isEqualTo(Samples.healthyMaster());
  }

  @Test
  void tellsHowTheDaemonIsScheduledAndWhatIsRefused() {
    assertThat(Samples.healthyMaster().toJson())
        .contains(
            "\"scheduling\":{\"policy\":\"SCHED_RR\",\"priority\":1,\"refusal\":null,"
                + "\"memory\":\"locked\",\"memory_refusal\":null}");
    assertThat(Samples.trouble().toJson())
        .contains(
            "\"scheduling\":{\"policy\":\"SCHED_OTHER\",\"priority\":null,"
                + "\"refusal\":\"SCHED_RR 1: Operation not permitted (EPERM)\","
                + "\"memory\":\"not locked\",\"memory_refusal\":\"RLIMIT_MEMLOCK is limited");
  }

  @Test
  void readsTheReportOfADaemonThatDoesNotSayHowItIsScheduled() {
    String json = Samples.healthyMaster().toJson().replaceFirst("\"scheduling\":\\{[^}]*},", "");

    assertThat(json).doesNotContain("\"scheduling\"");
    StatusReport report = StatusJson.read(JsonObject.parse(json));
    assertThat(report.scheduling()).isEmpty();
    assertThat(report.instances()).isEqualTo(Samples.healthyMaster().instances());
  }

  @Test
  void tellsTheChecksumOfVersionThreeAndTheEndOfTheStartupDelay() {
    StatusReport report = Samples.report("INIT", List.of(Samples.waiting()), List.of());

    assertThat(report.toJson())
        .contains("\"version\":3,\"checksum\":\"rfc9568\",\"hmac\":\"enforce\"")
        .contains("\"init_until\":\"2026-11-24T06:36:14Z\"");
    assertThat(StatusJson.read(JsonObject.parse(report.toJson()))).isEqualTo(report);
  }

  @Test
  void refusesValuesThatCannotBe() {
    String json = Samples.healthyMaster().toJson();

    refuses(json.replace("\"vrid\":51", "\"vrid\":256"), "vrid is 1 to 255, not 256");
    refuses(json.replace("\"vrid\":51", "\"vrid\":51.5"), "\"vrid\" is not a whole number");
    refuses(json.replace("\"pid\":4711", "\"pid\":0"), "a pid is at least 1, not 0");
    refuses(json.replace("\"since\":\"2026", "\"since\":\"x"), "\"since\" is not a time");
    refuses(json.replace("\"history\":[", "\"history\":[7,"), "\"history\" is not objects");
    refuses(json.replace("\"warnings\":[", "\"warnings\":[7"), "\"warnings\" is not strings");
  }

  private static void refuses(String json, String reason) {
    assertThatThrownBy(() -> StatusJson.read(JsonObject.parse(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  private static Set<String> members(StatusReport report) throws Exception {
    Set<String> members = new TreeSet<>();
    collect(JSON.std.mapFrom(report.toJson()), members);
    return members;
  }

  private static void collect(Object value, Set<String> members) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, member) -> {
            members.add((String) key);
            if (!key.equals("counters")) {
              collect(member, members);
            }
          });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, members));
    }
  }
}
