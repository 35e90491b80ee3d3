package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.daemon.process.CommandLine;

class ConfigurationReaderTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "my_multihead_cluster.yaml");
  private static final String CONTROLLERS =
      """
      controllers:
        - {hostname: a, ip: 192.0.2.1, priority: 100, vip_owner: true, services: {keepalived: on}}
        - {hostname: b, ip: 192.0.2.2, priority: 90, services: {keepalived: 'yes', redis: true}}
        - {hostname: c, ip: 192.0.2.3, priority: 80, preempt: true, services: {redis: true}}
      """;

  @TempDir private Path directory;

  @Test
  void theExampleSaysWhatTheDesignSays() {
    ClusterConfiguration configuration =
        configuration(EXAMPLE, TestHost.of("host", "192.0.2.101"), Map.of());

    assertThat(configuration.node())
        .isEqualTo(
            new NodeIdentity(
                "server1",
                address("192.0.2.101"),
                100,
                true,
                Set.of("glusterfs", "mariadb", "redis", "slurm", "keepalived")));
    assertThat(configuration.controllers())
        .extracting(Controller::toString)
        .containsExactly("server1 (192.0.2.101)", "server2 (192.0.2.102)", "server3 (192.0.2.103)");
    assertThat(configuration.instances())
        .containsExactly(
            new InstanceConfiguration(
                "VI_MAIN",
                ProtocolVersion.V2,
                AddressFamily.IPV4,
                51,
                Optional.of("eth0"),
                Optional.of(address("192.0.2.101")),
                100,
                100,
                true,
                Duration.ZERO,
                Optional.of(Secret.of("change_me")),
                List.of(new VirtualAddress(address("192.0.2.100"), 24)),
                Map.of(address("192.0.2.102"), 90, address("192.0.2.103"), 80),
                OptionalInt.of(90),
                true,
                true,
                ChecksumForm.PSEUDO_HEADER,
                Duration.ZERO,
                3,
                List.of(new CheckWeight("chk_services", -20, false)),
                Particulars.USUAL));
    assertThat(configuration.checks())
        .containsExactly(
            new HealthCheck(
                "chk_services",
                new CheckTarget.Script(
                    CommandLine.parse("/usr/local/bin/check_all_services.sh").orElseThrow(),
                    Optional.empty()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                -20,
                2,
                2));
    assertThat(configuration.notifications().scripts().stop())
        .contains(CommandLine.parse("/usr/local/bin/notify_stop.sh").orElseThrow());
    assertThat(configuration.notifications().log()).isEmpty();
  }

  @Test
  void theExampleHasNoProblemButItsPassword() {
    ReadResult result =
        ConfigurationReader.read(EXAMPLE, Optional.empty(), TestHost.of("server3"), Map.of());

    assertThat(result.problems())
        .allMatch(problem -> problem.severity() == Severity.WARNING)
        .allMatch(problem -> problem.key().equals("network.vip.auth_pass"))
        .anyMatch(problem -> problem.message().contains("from an example"));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    ClusterConfiguration configuration =
        configuration("network: {vip: 192.0.2.9}\n" + CONTROLLERS, "192.0.2.2");
    InstanceConfiguration instance = configuration.instances().getFirst();

    assertThat(instance.vrid()).isEqualTo(51);
    assertThat(instance.advertIntervalCentis()).isEqualTo(100);
    assertThat(instance.addresses()).containsExactly(new VirtualAddress(address("192.0.2.9"), 24));
    assertThat(instance.authPass()).isEmpty();
    assertThat(instance.healthTakeover()).isTrue();
    assertThat(instance.vipLease()).isTrue();
    assertThat(configuration.checks()).containsExactly(ChecksReader.builtIn());
    assertThat(configuration.notifications()).isEqualTo(Notifications.DEFAULT);
  }

  @Test
  void aNodeThatIsNotTheOwnerDoesNotPreempt() throws IOException {
    String yaml = "network: {vip: 192.0.2.9}\n" + CONTROLLERS;

    assertThat(configuration(yaml, "192.0.2.1").instances().getFirst().preempt()).isTrue();
    assertThat(configuration(yaml, "192.0.2.2").instances().getFirst().preempt()).isFalse();
  }

  @Test
  void preemptOverridesWhatOwnershipImplies() throws IOException {
    ClusterConfiguration configuration =
        configuration(
            """
            network: {vip: 192.0.2.9}
            controllers:
              - {hostname: a, ip: 192.0.2.1, vip_owner: true, preempt: off, priority: 9,
                 services: {keepalived: on}}
              - {hostname: b, ip: 192.0.2.2, preempt: on, priority: 8, services: {keepalived: on}}
            """,
            "192.0.2.1");

    assertThat(configuration.controllers())
        .extracting(Controller::preempt)
        .containsExactly(false, true);
    assertThat(configuration.instances().getFirst().preempt()).isFalse();
  }

  @Test
  void peersAreTheOthersThatTakePart() throws IOException {
    ClusterConfiguration configuration =
        configuration("network: {vip: 192.0.2.9}\n" + CONTROLLERS, "192.0.2.2");

    assertThat(configuration.instances().getFirst().peerPriorities())
        .containsExactly(Map.entry(address("192.0.2.1"), 100));
    assertThat(configuration.controllers()).hasSize(3);
    assertThat(configuration.node().services()).containsExactly("keepalived", "redis");
  }

  @Test
  void anInterfaceThatIsNotThereYetIsLeftOpen() throws IOException {
    String yaml = "network: {vip: 192.0.2.9}\n" + CONTROLLERS;

    assertThat(configuration(yaml, "192.0.2.1").instances().getFirst().interfaceName())
        .contains("eth0");
    assertThat(
            configuration(written(yaml), TestHost.of("a.example.com"), Map.of())
                .instances()
                .getFirst()
                .interfaceName())
        .isEmpty();
  }

  @Test
  void versionThreeCountsInHundredths() throws IOException {
    ClusterConfiguration configuration =
        configuration(
            "network: {vip: {address: 192.0.2.9, version: 3, advert_int: .05, vip_lease: no,"
                + " checksum: rfc9568, startup_delay: 1.5, down_timer_adverts: 100}}\n"
                + CONTROLLERS,
            "192.0.2.1");
    InstanceConfiguration instance = configuration.instances().getFirst();

    assertThat(instance.version()).isEqualTo(ProtocolVersion.V3);
    assertThat(instance.family()).isEqualTo(AddressFamily.IPV4);
    assertThat(instance.advertIntervalCentis()).isEqualTo(5);
    assertThat(instance.vipLease()).isFalse();
    assertThat(instance.checksumForm()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    assertThat(instance.startupDelay()).isEqualTo(Duration.ofMillis(1500));
    assertThat(instance.downIntervals()).isEqualTo(100);
    assertThat(instance.addresses().getFirst().prefixLength()).isEqualTo(24);
  }

  @ParameterizedTest
  @CsvSource({
    "'v3_checksum_as_v2: true', MESSAGE_ONLY",
    "'v3_checksum_as_v2: false', PSEUDO_HEADER",
    "'checksum: compat, v3_checksum_as_v2: true', PSEUDO_HEADER",
    "'preempt_delay: 0', PSEUDO_HEADER",
  })
  void keepalivedsWordChoosesTheChecksumToo(String keys, ChecksumForm form) throws IOException {
    String yaml = "network: {vip: {address: 192.0.2.9, version: 3, " + keys + "}}\n" + CONTROLLERS;

    assertThat(configuration(yaml, "192.0.2.1").instances().getFirst().checksumForm())
        .isEqualTo(form);
  }

  @Test
  void theFilesVariablesComeBeforeThoseOfTheProcess() throws IOException {
    String yaml =
        "network: {vip: {address: 192.0.2.9, auth_pass: \"${ONE}${TWO}${THREE}\"}}\n"
            + CONTROLLERS
            + "environment: {ONE: a, TWO: \"${TWO}\"}\n";
    Map<String, String> process = Map.of("ONE", "x", "TWO", "b", "THREE", "c");

    ClusterConfiguration configuration =
        configuration(written(yaml), TestHost.of("h", "192.0.2.1"), process);

    assertThat(configuration.instances().getFirst().authPass()).contains(Secret.of("abc"));
  }

  @Test
  void thePasswordIsInNoText() throws IOException {
    ReadResult result =
        ConfigurationReader.read(
            written(
                "network: {vip: {address: 192.0.2.9, auth_pass: hunter22-and-more}}\n"
                    + CONTROLLERS),
            Optional.empty(),
            TestHost.of("h", "192.0.2.1"),
            Map.of());

    assertThat(result.problems()).isNotEmpty();
    assertThat(result.configuration()).isPresent();
    assertThat(result.toString()).doesNotContain("hunter").contains("(hidden)");
  }

  private ClusterConfiguration configuration(String yaml, String localAddress) throws IOException {
    return configuration(written(yaml), TestHost.of("h", localAddress), Map.of());
  }

  private static ClusterConfiguration configuration(
      Path file, LocalHost host, Map<String, String> environment) {
    ReadResult result = ConfigurationReader.read(file, Optional.empty(), host, environment);
    assertThat(result.configuration()).describedAs(result.problems().toString()).isPresent();
    return result.configuration().orElseThrow();
  }

  private Path written(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("cluster.yaml"), yaml);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
