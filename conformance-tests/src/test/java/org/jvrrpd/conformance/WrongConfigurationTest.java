package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.lab.HostPlan.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.AddressOnHost;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Capture;

/** What the file says wrongly stops the start, is said with its place, and changes nothing. */
class WrongConfigurationTest {
  private static final int EX_CONFIG = 78;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** From what is wrong to the file, each made from a right one by one replacement. */
  private static Map<String, String> wrongFiles() {
    String right = ClusterPlan.threeControllers().yaml();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("not YAML", right.replace("  vip:", "  vip: ["));
    files.put("no VIP", right.replace("    address: 192.0.2.100\n", ""));
    files.put("VIP that is no address", right.replace("192.0.2.100", "192.0.2.300"));
    files.put("VIP that is a controller's own", right.replace("192.0.2.100", "192.0.2.102"));
    files.put("prefix length", right.replace("netmask: 24", "netmask: 33"));
    files.put("virtual router 0", right.replace("vrrp_router_id: 51", "vrrp_router_id: 0"));
    files.put("virtual router 256", right.replace("vrrp_router_id: 51", "vrrp_router_id: 256"));
    files.put("priority 0", right.replace("priority: 100", "priority: 0"));
    files.put("priority 300", right.replace("priority: 100", "priority: 300"));
    files.put("priority in words", right.replace("priority: 100", "priority: high"));
    files.put("interval 0", right.replace("advert_int: 1", "advert_int: 0"));
    files.put("interface lo", right.replace("interface: eth0", "interface: lo"));
    files.put("undefined variable", right.replace("s3cr3t", "${NOWHERE_DEFINED}"));
    files.put("not enabled here", right.replaceFirst("keepalived: true", "keepalived: false"));
    files.put("no such node", right.replace("hostname: server1", "hostname: server9"));
    files.put("two of the same name", right.replace("hostname: server2", "hostname: server1"));
    return files;
  }

  /** Not the link-local one, which loses its flag "tentative" meanwhile. */
  private static List<AddressOnHost> globalAddresses(Host host) throws IOException {
    return host.addresses().stream().filter(address -> address.scope().equals("global")).toList();
  }

  @Scenario
  void everyKindIsRefusedWithItsPlaceAndNothingIsChanged(Stage stage) throws Exception {
    Lab lab = stage.lab(List.of(host("server1", "192.0.2.101/24")));
    Host server1 = lab.host("server1");
    Capture capture = lab.capture(stage.directory().resolve("bridge.pcap"));
    List<AddressOnHost> before = globalAddresses(server1);
    SoftAssertions softly = new SoftAssertions();
    int number = 0;
    for (Map.Entry<String, String> wrong : wrongFiles().entrySet()) {
      String what = wrong.getKey();
      Path directory = Files.createDirectory(stage.temporaryDirectory().resolve("w" + number++));
      Path file = directory.resolve("cluster.yaml");
      Files.writeString(file, wrong.getValue());
      RunningProcess daemon =
          server1.start(
              what,
              stage.directory().resolve(what.replace(' ', '-') + ".log"),
              Map.of(),
              Jvrrpd.run(file, "server1", directory).toArray(String[]::new));
      softly.assertThat(daemon.waitFor(LIMIT)).as(what).isEqualTo(EX_CONFIG);
      softly
          .assertThat(daemon.logText())
          .as(what)
          .containsPattern("cluster\\.yaml:[0-9]+:[0-9]+: error: ")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
      softly.assertThat(daemon.logText()).as(what).doesNotContain("s3cr3t");
    }
    softly.assertAll();
    assertThat(globalAddresses(server1)).isEqualTo(before);
    assertThat(capture.soFar().advertisements()).isEmpty();
    assertThat(capture.soFar().announcements()).isEmpty();
  }
}
