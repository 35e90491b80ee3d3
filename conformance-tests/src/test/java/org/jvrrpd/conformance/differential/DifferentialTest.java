package org.jvrrpd.conformance.differential;

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
          198.51.100.100/24 scope site
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
      comparison.both("stop", Subject::stop, Predicate.not(holding("192.0.2.100")));
    }
  }
}
