package org.jvrrpd.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.RunningProcess;

/** {@code jvrrpd shadow} beside a real keepalived that takes over and gives way. */
class ShadowTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static String words(int priority) {
    return """
    vrrp_instance VI_1 {
      interface eth0
      virtual_router_id 51
      version 3
      advert_int 0.2
      priority %d
      virtual_ipaddress {
        192.0.2.100/24
      }
    }
    """
        .formatted(priority);
  }

  @Scenario
  void isOfKeepalivedsMindAndTouchesNothing(Stage stage) throws Exception {
    Lab lab =
        stage.lab(
            List.of(HostPlan.host("node", "192.0.2.1/24"), HostPlan.host("peer", "192.0.2.2/24")));
    Host node = lab.host("node");
    Subject keepalived = new Subject(node, stage.temporaryDirectory().resolve("node"), words(150));
    Subject peer =
        new Subject(lab.host("peer"), stage.temporaryDirectory().resolve("peer"), words(200));
    keepalived.startKeepalived();
    RunningProcess shadow =
        node.start(
            "shadow",
            stage.directory().resolve("shadow.log"),
            Map.of(),
            Jvrrpd.launcher(),
            "shadow",
            "--config",
            keepalived.directory().resolve("keepalived.conf").toString());
    try {
      await("it follows").atMost(LIMIT).until(() -> shadow.logText().contains("following"));
      await("keepalived is MASTER").atMost(LIMIT).until(() -> node.holds("192.0.2.100"));
      // What it found in its first seconds is not counted.
      await("the first seconds are over").pollDelay(Duration.ofSeconds(3)).until(() -> true);
      peer.startKeepalived();
      await("keepalived gives way, and so would it")
          .atMost(LIMIT)
          .until(() -> shadow.logText().contains("keepalived is no MASTER any more: would be"));
      peer.stop();
      await("keepalived takes over, and so would it")
          .atMost(LIMIT)
          .until(() -> shadow.logText().contains("keepalived is MASTER: would be as well"));
      shadow.signal("TERM");
      assertThat(shadow.waitFor(LIMIT)).as("of one mind throughout").isZero();
      assertThat(shadow.logText())
          .contains("(VI_1) 2 of 2 decisions were keepalived's too")
          .doesNotContain("DIFFERENT");
      assertThat(node.holds("192.0.2.100")).as("it was keepalived's address").isTrue();
    } finally {
      if (shadow.alive()) {
        shadow.killTree();
      }
      keepalived.strike();
      peer.strike();
    }
  }
}
