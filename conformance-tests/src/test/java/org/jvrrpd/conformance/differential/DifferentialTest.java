package org.jvrrpd.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Predicate;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** keepalived's words, carried out by keepalived and by jvrrpd. */
class DifferentialTest {
  private static final String FIREWALL =
      """
      global_defs {
        router_id NODE
        vrrp_version 3
      }
      vrrp_sync_group VG {
        group {
          OUT
          IN
        }
        notify "{hook} group"
        notify_master "{hook} group_master"
      }
      vrrp_instance OUT {
        state MASTER
        interface eth0
        virtual_router_id 51
        priority 150
        advert_int 0.2
        virtual_ipaddress {
          192.0.2.100/24 label eth0:vip
        }
        virtual_ipaddress_excluded {
          2001:db8::100/64 dev d0
          203.0.113.7/32
        }
        virtual_routes {
          203.0.113.128/25 via 192.0.2.9 dev eth0 metric 7
          blackhole 203.0.113.64/26
        }
        virtual_rules {
          from 203.0.113.7 table 100 priority 1000
        }
        notify "{hook} out"
        notify_master "{hook} out_master"
        notify_backup "{hook} out_backup"
        notify_fault "{hook} out_fault with 'two words'"
        notify_stop "{hook} out_stop"
      }
      vrrp_instance IN {
        state BACKUP
        interface d0
        virtual_router_id 52
        priority 150
        advert_int 0.2
        virtual_ipaddress {
          198.51.100.100/28
        }
        notify "{hook} in"
      }
      """;

  private static Predicate<View> holding(String address) {
    return view -> view.addresses().stream().anyMatch(each -> each.contains(address + "/"));
  }

  private static Predicate<View> hook(String line) {
    return view -> view.hooks().contains(line);
  }

  @Scenario
  void aFirewallPairRisesAndFallsTogether(Stage stage) throws Exception {
    try (Comparison comparison = new Comparison(stage, FIREWALL, Optional.empty())) {
      comparison.start(holding("192.0.2.100").and(holding("198.51.100.100")));
      comparison.both(
          "the inner cable is out",
          subject -> subject.host().run("ip", "link", "set", "d0-far", "down"),
          Predicate.not(holding("192.0.2.100")));
      comparison.both(
          "it is back",
          subject -> subject.host().run("ip", "link", "set", "d0-far", "up"),
          holding("192.0.2.100").and(holding("198.51.100.100")));
      comparison.both("stop", Subject::stop, hook("out INSTANCE OUT STOP 150"));
      assertThat(comparison.jvrrpd().hooks())
          .as("an instance's own hook, then the one for all, in jvrrpd's order")
          .filteredOn(each -> each.startsWith("out"))
          .containsExactly(
              "out_backup",
              "out INSTANCE OUT BACKUP 150",
              "out_master",
              "out INSTANCE OUT MASTER 150",
              "out_fault with two words",
              "out INSTANCE OUT FAULT 150",
              "out_backup",
              "out INSTANCE OUT BACKUP 150",
              "out_master",
              "out INSTANCE OUT MASTER 150",
              "out_stop",
              "out INSTANCE OUT STOP 150");
    }
  }

  private static final String CHECKED =
      """
      vrrp_script chk {
        script "/usr/bin/test -e {directory}/good"
        interval 1
        weight 20
      }
      vrrp_instance VI {
        interface eth0
        virtual_router_id 51
        priority 90
        version 3
        advert_int 0.2
        virtual_ipaddress {
          192.0.2.100/24
        }
        track_script {
          chk
        }
        track_interface {
          d0 weight 5
        }
        notify "{hook} vi"
      }
      """;

  private static final String NEIGHBOUR =
      """
      vrrp_instance VI {
        interface eth0
        virtual_router_id 51
        priority 100
        version 3
        advert_int 0.2
        virtual_ipaddress {
          192.0.2.100/24
        }
      }
      """;

  @Scenario
  void weightsOfChecksAndLinksDecide(Stage stage) throws Exception {
    try (Comparison comparison = new Comparison(stage, CHECKED, Optional.of(NEIGHBOUR))) {
      comparison.startNeighbour();
      comparison.neighboursHold(holding("192.0.2.100"));
      comparison.start(hook("vi INSTANCE VI BACKUP 95"));
      comparison.both(
          "the check succeeds",
          subject -> Files.createFile(subject.directory().resolve("good")),
          hook("vi INSTANCE VI MASTER 115").and(holding("192.0.2.100")));
      comparison.both(
          "it fails",
          subject -> Files.delete(subject.directory().resolve("good")),
          hook("vi INSTANCE VI BACKUP 95").and(Predicate.not(holding("192.0.2.100"))));
      comparison.both(
          "the link is down and the check succeeds",
          subject -> {
            subject.host().run("ip", "link", "set", "d0-far", "down");
            Files.createFile(subject.directory().resolve("good"));
          },
          hook("vi INSTANCE VI MASTER 110"));
    }
  }

  private static final String UNICAST =
      """
      vrrp_instance VI {
        interface eth0
        state BACKUP
        virtual_router_id 51
        priority PRIORITY
        nopreempt
        version 3
        advert_int 0.2
        unicast_src_ip SOURCE
        unicast_peer {
          PEER
        }
        virtual_ipaddress {
          ADDRESSES
        }
        notify "{hook} vi"
      }
      """;

  private static String unicast(String source, String peer, int priority, String addresses) {
    return UNICAST
        .replace("SOURCE", source)
        .replace("PEER", peer)
        .replace("PRIORITY", String.valueOf(priority))
        .replace("ADDRESSES", addresses);
  }

  @Scenario
  void unicastPeersAndReloads(Stage stage) throws Exception {
    String vip = "192.0.2.100/24";
    String ours = unicast("192.0.2.1", "192.0.2.2", 150, vip);
    String theirs = unicast("192.0.2.2", "192.0.2.1", 100, vip).replace("nopreempt", "");
    try (Comparison comparison = new Comparison(stage, ours, Optional.of(theirs))) {
      comparison.startNeighbour();
      comparison.neighboursHold(holding("192.0.2.100"));
      comparison.start(hook("vi INSTANCE VI BACKUP 150"));
      comparison.both(
          "a reload takes nopreempt away",
          subject -> {
            subject.write(ours.replace("nopreempt", ""));
            subject.reload();
          },
          hook("vi INSTANCE VI MASTER 150"));
      comparison.both(
          "a reload changes the list of addresses",
          subject -> {
            subject.write(
                unicast("192.0.2.1", "192.0.2.2", 150, "192.0.2.100/24\n 192.0.2.101/24"));
            subject.reload();
          },
          holding("192.0.2.101").and(holding("192.0.2.100")));
      comparison.both(
          "a reload takes the first one away",
          subject -> {
            subject.write(unicast("192.0.2.1", "192.0.2.2", 150, "192.0.2.101/24"));
            subject.reload();
          },
          holding("192.0.2.101").and(Predicate.not(holding("192.0.2.100"))));
    }
  }
}
