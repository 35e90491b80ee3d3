package org.jvrrpd.daemon.config.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.TestHost;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.judgement.OthersConfigurations;

/** What a daemon makes of keepalived's words. */
class ConfigurationLoaderTest {
  @TempDir private Path directory;

  private LoadedConfiguration load(String text) throws IOException {
    return load(text, Duration.ofDays(1));
  }

  private LoadedConfiguration load(String text, Duration sinceBoot) throws IOException {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(file, text);
    return ConfigurationLoader.load(
        file, Optional.empty(), TestHost.of("node"), Map.of(), sinceBoot);
  }

  private InstanceConfiguration only(String words) throws IOException {
    LoadedConfiguration loaded = load(instance("VI_1", words));
    List<InstanceConfiguration> all = loaded.configuration().orElseThrow().instances();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static String instance(String name, String words) {
    return "vrrp_instance "
        + name
        + " {\n interface eth0\n virtual_router_id 51\n virtual_ipaddress { 192.0.2.1/24 }\n"
        + words
        + "\n}\n";
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  @Test
  void saysWhatKeepalivedWouldWhereNothingIsSaid() throws IOException {
    InstanceConfiguration usual = only("");
    assertThat(usual.version()).isEqualTo(ProtocolVersion.V2);
    assertThat(usual.priority()).isEqualTo(100);
    assertThat(usual.advertIntervalCentis()).isEqualTo(100);
    assertThat(usual.preempt()).isTrue();
    assertThat(usual.preemptDelay()).isZero();
    assertThat(usual.downIntervals()).isEqualTo(3);
    assertThat(usual.authPass()).isEmpty();
    assertThat(usual.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    assertThat(usual.interfaceName()).contains("eth0");
    assertThat(usual.ownAddress()).isEmpty();
    assertThat(usual.healthTakeover()).as("as keepalived's elections").isFalse();
    assertThat(usual.vipLease()).isTrue();
    assertThat(usual.particulars().reach()).contains(new Reach.Group(address("224.0.0.18")));
    assertThat(usual.particulars().accept()).isTrue();
    assertThat(usual.particulars().tracksOwnLink()).isTrue();
    assertThat(usual.particulars().prefersMaster()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "advert_int 1.4| V2| 100",
        "advert_int 1.5| V2| 200",
        "advert_int 0.2| V2| 100",
        "advert_int 255| V2| 25500",
        "version 3 advert_int 0.25| V3| 25",
      })
  void roundsTheIntervalAsKeepalivedDoes(String words, ProtocolVersion version, int centis)
      throws IOException {
    InstanceConfiguration instance = only(words.replace("3 advert", "3\n advert"));
    assertThat(instance.version()).isEqualTo(version);
    assertThat(instance.advertIntervalCentis()).isEqualTo(centis);
  }

  @Test
  void cutsWhatVersion3CannotSay() throws IOException {
    assertThat(only("version 3\n advert_int 60").advertIntervalCentis()).isEqualTo(4095);
  }

  @Test
  void aWishToBeMasterPreempts() throws IOException {
    InstanceConfiguration master = only("state MASTER\n priority 150\n nopreempt");
    assertThat(master.particulars().prefersMaster()).isTrue();
    assertThat(only("state MASTER").priority()).as("without a priority").isEqualTo(255);
  }

  @Test
  void onlyVersion2HasAPassword() throws IOException {
    String password = "authentication {\n auth_type PASS\n auth_pass 12345678 \n}";
    assertThat(only(password).authPass()).contains(Secret.of("12345678"));
    assertThat(only("version 3\n" + password).authPass()).isEmpty();
    assertThat(only("strict_mode on\n" + password).authPass()).isEmpty();
  }

  @Test
  void speaksToItsPeersAndNeverToItself() throws IOException {
    InstanceConfiguration unicast =
        only(
            "unicast_src_ip 192.0.2.7\n unicast_ttl 64\n check_unicast_src\n"
                + "unicast_peer {\n 192.0.2.8 min_ttl 63\n 192.0.2.7\n}");
    assertThat(unicast.ownAddress()).contains(address("192.0.2.7"));
    assertThat(unicast.particulars().reach())
        .contains(
            new Reach.Peers(List.of(new Reach.Peer(address("192.0.2.8"), 63, 255)), 64, true));
  }

  /** T16 of keepalived: multicast, where somebody meant unicast. */
  @ParameterizedTest
  @ValueSource(strings = {"unicast_peer {\n}", "unicast_src_ip 192.0.2.7"})
  void withoutAPeerItIsNotRunInPlaceOfMulticasting(String words) throws IOException {
    LoadedConfiguration loaded = load(instance("VI_1", words));
    assertThat(loaded.configuration()).isEmpty();
    assertThat(loaded.problems())
        .anyMatch(each -> each.message().contains("it is unicast and has no peer"));
  }

  @Test
  void livesWhereItsSourceIsWhereItHasNoInterface() throws IOException {
    LoadedConfiguration loaded =
        load(
            "vrrp_instance VI_1 {\n virtual_router_id 1\n unicast_src_ip 192.0.2.7\n"
                + " unicast_peer { 192.0.2.8 }\n virtual_ipaddress { 198.51.100.1 }\n}");
    assertThat(loaded.configuration().orElseThrow().instances().getFirst().interfaceName())
        .isEmpty();
  }

  @Test
  void movesWhatCannotBeAdvertisedToTheOthers() throws IOException {
    InstanceConfiguration mixed =
        only(
            "virtual_ipaddress {\n 192.0.2.1/24\n 2001:db8::1/64\n 192.0.2.2 dev eth1\n}\n"
                + "virtual_ipaddress_excluded {\n 192.0.2.3\n 192.0.2.2\n}");
    assertThat(mixed.addresses())
        .extracting(VirtualAddress::toString)
        .containsExactly("192.0.2.1/24", "192.0.2.2/32");
    assertThat(mixed.addresses().getLast().device()).contains("eth1");
    assertThat(mixed.particulars().excluded())
        .extracting(VirtualAddress::toString)
        .containsExactly("2001:db8::1/64", "192.0.2.3/32");
  }

  @Test
  void ipv6IsVersion3() throws IOException {
    InstanceConfiguration ipv6 =
        load("vrrp_instance VI_6 {\n interface eth0\n virtual_router_id 1\n"
                + " virtual_ipaddress { fe80::1\n 2001:db8::1/64 }\n}")
            .configuration()
            .orElseThrow()
            .instances()
            .getFirst();
    assertThat(ipv6.family()).isEqualTo(AddressFamily.IPV6);
    assertThat(ipv6.version()).isEqualTo(ProtocolVersion.V3);
    assertThat(ipv6.particulars().reach()).contains(new Reach.Group(address("ff02::12")));
  }

  @ParameterizedTest
  @CsvSource({"'', true", "no_accept, false", "strict_mode on, false", "priority 255, true"})
  void answersOnItsAddresses(String words, boolean accepts) throws IOException {
    assertThat(only(words).particulars().accept()).isEqualTo(accepts);
  }

  private static final String CHECKS =
      """
      vrrp_script one {
        script "/bin/true"
        weight -20
        interval 2
        fall 3
        user operator
      }
      vrrp_script unused {
        script "/bin/true"
      }
      """;

  @Test
  void runsTheChecksThatSomebodyTracks() throws IOException {
    LoadedConfiguration loaded =
        load(
            CHECKS
                + instance(
                    "VI_1",
                    "track_script {\n one weight 5 reverse\n nobody\n}\n"
                        + "track_interface {\n eth1\n eth2 weight -9\n}"));
    DaemonConfiguration configuration = loaded.configuration().orElseThrow();
    assertThat(configuration.checks())
        .extracting(HealthCheck::name)
        .containsExactly("track_interface eth1", "track_interface eth2", "one");
    HealthCheck one = configuration.checks().getLast();
    assertThat(one.interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(one.fall()).isEqualTo(3);
    assertThat(one.target())
        .isInstanceOfSatisfying(
            CheckTarget.Script.class, script -> assertThat(script.user()).contains("operator"));
    assertThat(configuration.instances().getFirst().tracked())
        .containsExactly(
            new CheckWeight("track_interface eth1", 0, false),
            new CheckWeight("track_interface eth2", -9, false),
            new CheckWeight("one", 5, true));
  }

  @Test
  void weightsOfMembersCountOnlyWhereTheGroupSaysSo() throws IOException {
    String members =
        instance("A", "track_script { one }")
            + instance("B", "").replace("router_id 51", "router_id 52");
    String group = "vrrp_sync_group VG {\n group {\n A\n B\n}\n%s\n}\n";
    assertThat(instances(CHECKS + group.formatted("") + members))
        .allMatch(each -> each.particulars().syncGroup().equals(Optional.of("VG")))
        .allMatch(each -> each.tracked().isEmpty());
    assertThat(
            instances(CHECKS + group.formatted("sync_group_tracking_weight") + members)
                .getFirst()
                .tracked())
        .containsExactly(new CheckWeight("one", -20, false));
    assertThat(instances(CHECKS + group.formatted("track_script {\n one\n}") + members))
        .allMatch(each -> each.tracked().equals(List.of(new CheckWeight("one", -20, false))));
  }

  @Test
  void aGroupOfOneIsNone() throws IOException {
    assertThat(instances("vrrp_sync_group VG {\n group {\n A\n}\n}\n" + instance("A", "")))
        .allMatch(each -> each.particulars().syncGroup().isEmpty());
  }

  private List<InstanceConfiguration> instances(String text) throws IOException {
    return load(text).configuration().orElseThrow().instances();
  }

  @Test
  void leavesOutWhatCannotBeRunAndRunsTheRest() throws IOException {
    LoadedConfiguration loaded =
        load(
            instance("A", "")
                + instance("B", "")
                + "vrrp_instance C {\n interface eth0\n virtual_ipaddress { 192.0.2.9 }\n}\n"
                + "vrrp_instance D {\n interface eth0\n virtual_router_id 9\n}\n");
    assertThat(loaded.configuration().orElseThrow().instances())
        .extracting(InstanceConfiguration::name)
        .containsExactly("A");
    assertThat(loaded.problems())
        .filteredOn(each -> each.message().startsWith("is not run"))
        .extracting(each -> each.key() + ": " + each.message())
        .containsExactly(
            "vrrp_instance B: is not run: another one has the same VRID on the same interface",
            "vrrp_instance C: is not run: it has no virtual_router_id",
            "vrrp_instance D: is not run: it has no virtual address to advertise");
    assertThat(loaded.problems()).allMatch(each -> each.severity() == Severity.WARNING);
  }

  @Test
  void refusesWhatItCannotDoAtAll() throws IOException {
    LoadedConfiguration loaded =
        load(instance("A", "authentication {\n auth_type AH\n auth_pass 1234\n}"));
    assertThat(loaded.configuration()).isEmpty();
    assertThat(loaded.problems())
        .filteredOn(each -> each.severity() == Severity.ERROR)
        .singleElement()
        .matches(each -> each.line() == 6 && each.message().contains("AH is not spoken here"));
  }

  @Test
  void aDelayAfterTheBootIsOverWhenTheBootWasLongAgo() throws IOException {
    String text = "global_defs {\n vrrp_delay_after_boot 60\n vrrp_startup_delay 2\n}\n";
    assertThat(
            load(text + instance("A", ""), Duration.ofSeconds(20))
                .configuration()
                .orElseThrow()
                .instances()
                .getFirst()
                .startupDelay())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(instances(text + instance("A", "")).getFirst().startupDelay())
        .isEqualTo(Duration.ofSeconds(2));
  }

  /** Every file that keepalived accepts is run here, except one with a word that is refused. */
  @TestFactory
  Stream<DynamicTest> runsOthersFiles() throws IOException {
    return OthersConfigurations.all().stream()
        .filter(OthersConfigurations.Sample::isAccepted)
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.name(),
                    () -> {
                      LoadedConfiguration loaded =
                          ConfigurationLoader.load(
                              sample.path(),
                              Optional.of("vm"),
                              TestHost.of("vm"),
                              Map.of(),
                              Duration.ofDays(1));
                      assertThat(loaded.problems())
                          .filteredOn(each -> each.severity() == Severity.ERROR)
                          .allMatch(each -> each.message().startsWith("is refused"));
                      boolean refused =
                          loaded.problems().stream()
                              .anyMatch(each -> each.severity() == Severity.ERROR);
                      assertThat(loaded.configuration().isPresent()).isNotEqualTo(refused);
                    }));
  }
}
