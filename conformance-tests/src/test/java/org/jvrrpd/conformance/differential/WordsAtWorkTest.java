package org.jvrrpd.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.AddressHistory;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.wire.Capture;

/** keepalived's words, carried out where jvrrpd means to do better than keepalived. */
class WordsAtWorkTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String WORDS =
      """
      global_defs {
        vrrp_version 3
        default_interface eth0
      }
      static_ipaddress {
        203.0.113.1/24
      }
      static_routes {
        198.51.100.0/24 via 203.0.113.9 dev eth0
      }
      vrrp_instance REFUSES {
        interface eth0
        virtual_router_id 51
        priority 150
        advert_int 0.2
        no_accept
        virtual_ipaddress {
          192.0.2.100/24
        }
      }
      vrrp_instance HAS_A_MAC {
        interface eth0
        virtual_router_id 52
        priority 150
        advert_int 0.2
        use_vmac
        virtual_ipaddress {
          192.0.2.101/24
        }
      }
      vrrp_instance LATE {
        interface eth0
        virtual_router_id 53
        advert_int 0.2
        virtual_ipaddress {
          192.0.2.102/24 dev later
        }
      }
      """;

  private static final String NAMED =
      """
      vrrp_instance NAMED {
        interface eth0
        virtual_router_id 51
        version 3
        advert_int 0.2
        virtual_ipaddress {
          192.0.2.100/24 dev eth0
        }
      }
      """;

  private static void eventually(String what, ThrowingRunnable assertion) {
    await(what).atMost(LIMIT).untilAsserted(assertion);
  }

  @Scenario
  void holdsRefusesAndPutsBackAndLeavesNothingBehind(Stage stage) throws Exception {
    Lab lab =
        stage.lab(
            List.of(
                HostPlan.host("node", "192.0.2.1/24"), HostPlan.host("client", "192.0.2.2/24")));
    Host node = lab.host("node");
    Host client = lab.host("client");
    String before = node.look("sysctl", "-n", "net.ipv4.conf.eth0.arp_ignore");
    Subject subject = new Subject(node, stage.temporaryDirectory().resolve("node"), WORDS);
    subject.startJvrrpd();
    try {
      eventually(
          "both are MASTER, and the third waits for its interface",
          () -> {
            assertThat(addresses(node)).contains("192.0.2.100/24", "192.0.2.101/24");
            assertThat(subject.log()).contains("there is no interface later");
          });
      assertThat(client.reaches("192.0.2.101")).isTrue();
      assertThat(client.neighbour("192.0.2.101")).contains("00:00:5e:00:01:34");
      assertThat(client.reaches("192.0.2.100")).as("no_accept").isFalse();
      assertThat(client.neighbour("192.0.2.100")).contains(node.macAddress());
      assertThat(node.look("ip", "route")).contains("198.51.100.0/24 via 203.0.113.9");

      node.run("ip", "addr", "del", "203.0.113.1/24", "dev", "eth0");
      eventually(
          "what is static is back, and the route that the kernel took along",
          () -> {
            assertThat(addresses(node)).contains("203.0.113.1/24");
            assertThat(node.look("ip", "route")).contains("198.51.100.0/24 via 203.0.113.9");
          });

      node.run("ip", "link", "add", "later", "type", "veth", "peer", "name", "later-far");
      node.run("ip", "link", "set", "later-far", "up");
      node.run("ip", "link", "set", "later", "up");
      eventually(
          "an interface that comes late is picked up",
          () -> assertThat(addresses(node)).contains("192.0.2.102/24"));

      subject.stop();
      assertThat(addresses(node)).doesNotContain("192.0.2.10", "203.0.113.");
      assertThat(node.look("ip", "-br", "link")).doesNotContain("vrrp.52");
      assertThat(node.look("ip", "route")).doesNotContain("198.51.100.0");
      assertThat(node.look("nft", "list", "ruleset")).isBlank();
      assertThat(node.look("sysctl", "-n", "net.ipv4.conf.eth0.arp_ignore")).isEqualTo(before);
    } finally {
      subject.strike();
    }
  }

  /**
   * What is rehearsed at the start must not reach an interface that an address names for itself.
   */
  @Scenario
  void anAddressWithItsOwnInterfaceIsTouchedByNobodyBeforeItsElection(Stage stage)
      throws Exception {
    Lab lab = stage.lab(List.of(HostPlan.host("node", "192.0.2.1/24")));
    Host node = lab.host("node");
    AddressHistory history = node.followAddresses(stage.directory().resolve("addresses.log"));
    Capture capture = node.capture(stage.directory().resolve("node.pcap"));
    Subject subject = new Subject(node, stage.temporaryDirectory().resolve("node"), NAMED);
    subject.startJvrrpd();
    try {
      eventually("it is MASTER", () -> assertThat(capture.soFar().advertisements()).isNotEmpty());
      eventually("it announces", () -> assertThat(capture.soFar().announcements()).isNotEmpty());
      Instant elected = capture.soFar().advertisements().getFirst().at();
      assertThat(capture.soFar().announcements()).allMatch(each -> !each.at().isBefore(elected));
      assertThat(history.changesOf("192.0.2.100"))
          .isNotEmpty()
          .allMatch(each -> !each.at().isBefore(elected));
    } finally {
      subject.strike();
    }
  }

  private static String addresses(Host host) throws IOException {
    return host.look("ip", "-o", "addr");
  }
}
