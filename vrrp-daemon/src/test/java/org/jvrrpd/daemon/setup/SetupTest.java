package org.jvrrpd.daemon.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Into a tree; SetupScenarioTest of conformance-tests does it on hosts that run. */
class SetupTest {
  private static final String CONFIGURATION = "/etc/jvrrpd/cluster.yaml";
  private static final String DROP_IN =
      "/etc/systemd/system/keepalived.service.d/jvrrpd-setup.conf";
  private static final String HEALTH_COMMAND = "/usr/local/bin/keepalived_health_check.sh";
  private static final String KEEPALIVED = "/etc/keepalived/keepalived.conf";

  private static final String CLUSTER =
      """
      network:
        vip:
          address: 192.0.2.100
          netmask: 24
          interface: eth0
          auth_pass: for_test
          vrrp_router_id: 51
      nodes:
        controllers:
          - hostname: server1
            ip_address: 192.0.2.101
            priority: 100
            vip_owner: true
            services: {mariadb: true, redis: true, keepalived: true}
          - hostname: server2
            ip_address: 192.0.2.102
            priority: 90
            services: {mariadb: true, keepalived: true}
      high_availability:
        keepalived:
          enabled: true
          health_check: {script: /usr/local/bin/check_all_services.sh}
          notifications:
            master: /usr/local/bin/notify_master.sh
            backup: /usr/local/bin/notify_backup.sh
      """;

  private static final String SAME_AS_KEEPALIVED =
      """
      vrrp_instance VI_MAIN {
        state BACKUP
        interface eth0
        virtual_router_id 51
        priority 100
        advert_int 1
        authentication {
          auth_type PASS
          auth_pass for_test
        }
        virtual_ipaddress {
          192.0.2.100/24 dev eth0
        }
      }
      """;

  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeTheClustersFile() throws IOException {
    put(CONFIGURATION, CLUSTER);
    Files.createDirectories(at("/var/lib"));
  }

  @Test
  void theElevenStepsPrepareAController() throws IOException {
    assertThat(setup()).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("[Step 1/11] Root privileges", "[Step 11/11] Start")
        .contains("[INFO] Current controller: server1 (192.0.2.101)\n")
        .contains("[INFO] Priority: 100\n")
        .contains("[INFO] VIP owner: true\n")
        .contains("[INFO] VIP: 192.0.2.100/24 on eth0\n")
        .contains("to be run on that machine: systemctl enable keepalived.service");
    assertThat(err.toString()).isEmpty();
    assertThat(text(DROP_IN)).contains("Environment=\"JVRRPD_CONFIG=/etc/jvrrpd/cluster.yaml\"");
    assertThat(text("/etc/sysctl.d/90-jvrrpd.conf"))
        .contains("net.ipv4.ip_forward = 1", "net.ipv4.ip_nonlocal_bind = 1");
    assertThat(text(HEALTH_COMMAND)).contains("jvrrpd health --config /etc/jvrrpd/cluster.yaml");
    assertThat(text("/usr/local/bin/notify_master.sh")).contains("keepalived_notify.log");
    assertThat(Files.getPosixFilePermissions(at(HEALTH_COMMAND)))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theHealthScriptThatIsMissingLooksAtThisControllersServices() throws Exception {
    setup();
    assertThat(text("/usr/local/bin/check_all_services.sh"))
        .contains("need mariadb\n", "need redis-server redis\n")
        .doesNotContain("need glusterd", "slurmctld");
    Path tools = Files.createDirectories(root.resolve("tools"));
    executable(
        tools.resolve("systemctl"), "#!/bin/sh\ncase $3 in mariadb|redis) ;; *) exit 3;; esac\n");
    assertThat(run(tools, at("/usr/local/bin/check_all_services.sh"))).isEqualTo("0 ");
    executable(tools.resolve("systemctl"), "#!/bin/sh\ntest $3 = redis\n");
    assertThat(run(tools, at("/usr/local/bin/check_all_services.sh")))
        .isEqualTo("1 mariadb is not active\n");
  }

  @Test
  void aSecondRunChangesNothingAndSaysSo() throws IOException {
    setup();
    Map<String, String> before = tree();
    out.getBuffer().setLength(0);
    // Whether what is to be run on the other machine has been run cannot be seen from here.
    assertThat(setup()).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(out.toString())
        .contains(DROP_IN + " is as it should be")
        .endsWith(
            "[SUCCESS] every file was as it should be; what is to be run on that machine is above\n")
        .doesNotContain("writes /", "daemon-reload");
  }

  @Test
  void aDryRunShowsEverythingAndChangesNothing() throws IOException {
    put(KEEPALIVED, SAME_AS_KEEPALIVED);
    Map<String, String> before = tree();
    SetupOptions options = options(true, Optional.of(at(CONFIGURATION)));
    assertThat(Setup.run(options, false, () -> false, writer(out), writer(err))).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(out.toString())
        .contains("would write " + DROP_IN, "    | [Service]")
        .contains("would write " + HEALTH_COMMAND, "    | exec /usr/bin/jvrrpd health")
        .contains("systemctl daemon-reload")
        .contains("this was a dry run: nothing was changed");
  }

  @Test
  void anotherPasswordInKeepalivedsFileIsRefusedAndNothingChanged() throws IOException {
    put(KEEPALIVED, SAME_AS_KEEPALIVED.replace("for_test", "default_pass"));
    Map<String, String> before = tree();
    assertThat(setup()).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "[ERROR] auth_pass differs from /etc/keepalived/keepalived.conf: starting would make two"
                + " masters\n");
    assertThat(tree()).isEqualTo(before);
    assertThat(out + "" + err).doesNotContain("default_", "for_test");
  }

  @ParameterizedTest
  @CsvSource({
    "virtual_router_id 51, virtual_router_id 52, virtual_router_id differs",
    "advert_int 1, advert_int 2, advert_int (in centiseconds) differs",
    "priority 100, priority 90, priority differs",
    "192.0.2.100/24 dev eth0, 192.0.2.99, the list of VIPs differs",
    "interface eth0, interface eth1, interface differs",
    "state BACKUP, version 3, version differs",
    "auth_type PASS, auth_type AH, auth_pass differs",
  })
  void anyOtherDifferenceIsRefusedToo(String same, String other, String error) throws IOException {
    put(KEEPALIVED, SAME_AS_KEEPALIVED.replace(same, other));
    assertThat(setup()).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ERROR] " + error).hasLineCount(1);
  }

  @Test
  void aDryRunShowsTheRestBehindARefusal() throws IOException {
    put(KEEPALIVED, SAME_AS_KEEPALIVED.replace("for_test", "default_pass"));
    SetupOptions options = options(true, Optional.of(at(CONFIGURATION)));
    assertThat(Setup.run(options, false, () -> false, writer(out), writer(err))).isEqualTo(1);
    assertThat(out.toString()).contains("would write " + DROP_IN);
    assertThat(err.toString()).contains("setup would stop and change nothing");
  }

  @Test
  void aFileThatSetupDidNotWriteIsKeptAndPutBack() throws IOException {
    put(HEALTH_COMMAND, "#!/bin/sh\n# somebody's own\n");
    put(DROP_IN, "# ours by name only\n");
    Map<String, String> before = tree();
    setup();
    assertThat(text(HEALTH_COMMAND + ".before-jvrrpd")).contains("somebody's own");
    assertThat(text(HEALTH_COMMAND)).contains("jvrrpd health");
    assertThat(rollback()).as(out + "" + err).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(rollback()).isZero();
    assertThat(out.toString()).endsWith("setup has changed nothing here\n");
  }

  @Test
  void whatWasChangedSinceStaysWhereItIs() throws IOException {
    setup();
    put(HEALTH_COMMAND, "#!/bin/sh\n# made better\n");
    assertThat(rollback()).isZero();
    assertThat(text(HEALTH_COMMAND)).contains("made better");
    assertThat(out.toString()).contains(HEALTH_COMMAND + " was changed since: it stays");
    assertThat(at(DROP_IN)).doesNotExist();
  }

  @Test
  void whereThePackageIsKeepalivedIsNotStartedUnderItsName() throws IOException {
    put(
        Ledger.PATH,
        """
        {"format": 1, "deeds": [{"did": "STOPPED_KEEPALIVED", "subject": "a.conf", "detail": ""}]}
        """);
    assertThat(rollback()).isEqualTo(1);
    assertThat(out.toString()).contains("it was not started again", "apt-get install keepalived");
    assertThat(at(Ledger.PATH)).doesNotExist();
  }

  @Test
  void aUnitThatWouldHideThePackagesIsMovedAside() throws IOException {
    put("/etc/systemd/system/keepalived.service", "[Service]\n");
    setup();
    assertThat(at("/etc/systemd/system/keepalived.service")).doesNotExist();
    rollback();
    assertThat(text("/etc/systemd/system/keepalived.service")).isEqualTo("[Service]\n");
  }

  @Test
  void aFileOutsideOfTheTreeIsCopiedIntoIt(@TempDir Path elsewhere) throws IOException {
    Path file = Files.move(at(CONFIGURATION), elsewhere.resolve("cluster.yaml"));
    SetupOptions options = options(false, Optional.of(file));
    assertThat(Setup.run(options, true, () -> false, writer(out), writer(err))).isZero();
    assertThat(text(CONFIGURATION)).isEqualTo(CLUSTER);
    assertThat(Files.getPosixFilePermissions(at(CONFIGURATION)))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void aDryRunShowsNoPasswordOfWhatItWouldCopy(@TempDir Path elsewhere) throws IOException {
    Path file = Files.move(at(CONFIGURATION), elsewhere.resolve("cluster.yaml"));
    SetupOptions options = options(true, Optional.of(file));
    assertThat(Setup.run(options, false, () -> false, writer(out), writer(err))).isZero();
    assertThat(out.toString()).contains("    | what is in " + file).doesNotContain("for_test");
  }

  @Test
  void aPackageIsInstalledAndNoUnitWrittenInItsPlace() throws IOException {
    SetupOptions options =
        new SetupOptions(
            Optional.of(at(CONFIGURATION)),
            Optional.of("server1"),
            false,
            root,
            false,
            false,
            Optional.of(Path.of("/srv/jvrrpd.deb")),
            root);
    assertThat(Setup.run(options, true, () -> false, writer(out), writer(err))).isZero();
    assertThat(out.toString())
        .contains(
            "to be run on that machine: apt-get install --yes --no-install-recommends /srv/jvrrpd.deb");
    assertThat(at("/etc/systemd/system/keepalived.service")).doesNotExist();
  }

  @Test
  void errorsOfTheConfigurationHaveTheirPlace() throws IOException {
    put(CONFIGURATION, CLUSTER.replace("netmask: 24", "netmask: 33"));
    assertThat(setup()).isEqualTo(78);
    assertThat(err.toString())
        .contains("[ERROR] " + at(CONFIGURATION) + ":4:14: error: network.vip.netmask: 33");
    Files.delete(at(CONFIGURATION));
    assertThat(setup()).isEqualTo(78);
  }

  @Test
  void aVariableIsLookedForWhereTheServiceFindsIt() throws IOException {
    put(CONFIGURATION, CLUSTER.replace("for_test", "${HOME}"));
    assertThat(setup()).isEqualTo(78);
    assertThat(err.toString()).contains("variables that only this shell has");
    put("/etc/default/jvrrpd", "# a comment\nHOME=\"for_test\"\n");
    assertThat(setup()).as(err.toString()).isZero();
  }

  @Test
  void withoutRootNothingIsTried() throws IOException {
    SetupOptions options =
        new SetupOptions(
            Optional.empty(),
            Optional.empty(),
            false,
            Path.of("/"),
            false,
            false,
            Optional.empty(),
            root);
    assertThat(Setup.run(options, false, () -> false, writer(out), writer(err))).isEqualTo(77);
    assertThat(Rollback.run(options, false, writer(out), writer(err))).isEqualTo(77);
    assertThat(err.toString()).contains("[ERROR] setup changes the system: run it with sudo");
  }

  @Test
  void aLedgerThatIsNotOursStopsEverything() throws IOException {
    put(Ledger.PATH, "{\"format\": 2}");
    assertThat(catchThrowable(this::setup))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is of another version");
  }

  private int setup() throws IOException {
    SetupOptions options = options(false, Optional.of(at(CONFIGURATION)));
    return Setup.run(options, true, () -> false, writer(out), writer(err));
  }

  private int rollback() throws IOException {
    SetupOptions options = options(false, Optional.empty());
    return Rollback.run(options, true, writer(out), writer(err));
  }

  private SetupOptions options(boolean dryRun, Optional<Path> file) {
    return new SetupOptions(
        file, Optional.of("server1"), dryRun, root, false, false, Optional.empty(), root);
  }

  private static PrintWriter writer(StringWriter buffer) {
    return new PrintWriter(buffer);
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  private String text(String path) throws IOException {
    return Files.readString(at(path));
  }

  private void put(String path, String text) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.writeString(at(path), text);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String run(Path tools, Path script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
    builder.environment().merge("PATH", "", (path, _) -> tools + ":" + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + printed;
  }

  /** Every file of the tree with its content, and every folder. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        found.put(
            root.relativize(each).toString(),
            Files.isRegularFile(each) ? Files.readString(each) : "");
      }
    }
    return found;
  }
}
