package org.jvrrpd.conformance.capture;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Capture;

/**
 * Makes the captures of keepalived that are committed; the README beside them has the command. Its
 * name does not end in Test, so that a run of all tests does not change them.
 */
class RecordCaptures {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  /** keepalived on two hosts of one bridge that is recorded. */
  private record Session(Stage stage, Lab lab, Capture capture) {
    static Session open(Stage stage, String name) throws IOException {
      Lab lab =
          stage.lab(
              List.of(
                  HostPlan.host("server1", "192.0.2.101/24", "2001:db8::101/64"),
                  HostPlan.host("server2", "192.0.2.102/24", "2001:db8::102/64")));
      // A link-local address takes part in nothing before its duplicates were looked for.
      for (Host host : lab.hosts()) {
        await("no address is tentative")
            .atMost(START_LIMIT)
            .until(() -> !host.look("ip", "addr").contains("tentative"));
      }
      Capture capture = lab.capture(stage.directory().resolve(name + ".pcap"));
      return new Session(stage, lab, capture);
    }

    RunningProcess start(String host, String... instances) throws IOException {
      Path directory = Files.createTempDirectory(stage.temporaryDirectory(), host);
      Path file = directory.resolve("keepalived.conf");
      String text = Stream.of(instances).collect(Collectors.joining("\n"));
      Files.writeString(file, "global_defs {\n router_id " + host + "\n}\n" + text);
      RunningProcess daemon =
          lab.host(host)
              .start(
                  host + "'s keepalived",
                  directory.resolve("log"),
                  Map.of(),
                  Keepalived.run(file, directory).toArray(String[]::new));
      awaitLog(daemon, "Entering BACKUP STATE");
      return daemon;
    }

    static void awaitLog(RunningProcess daemon, String words) {
      await(words).atMost(START_LIMIT).until(() -> daemon.logText().contains(words));
    }

    static void pass(Duration time) {
      long end = System.nanoTime() + time.toNanos();
      await("time passes").atMost(time.plus(START_LIMIT)).until(() -> System.nanoTime() >= end);
    }

    void keep() throws IOException {
      capture.stop();
      Files.copy(
          capture.file(),
          Captures.COMMITTED.resolve(capture.file().getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }

    /** The first takes over, resigns, and takes it back when it returns. */
    void takeOverAndReturn(String first, String second) throws Exception {
      RunningProcess one = start("server1", first);
      awaitLog(one, "Entering MASTER STATE");
      RunningProcess two = start("server2", second);
      pass(Duration.ofSeconds(2));
      one.signal("TERM");
      awaitLog(two, "Entering MASTER STATE");
      one.waitFor(START_LIMIT);
      pass(Duration.ofSeconds(2));
      awaitLog(start("server1", first), "Entering MASTER STATE");
      pass(Duration.ofSeconds(2));
      keep();
    }
  }

  private static String instance(int vrid, int priority, String more, String... addresses) {
    return """
    vrrp_instance VI_%d {
      state BACKUP
      interface eth0
      virtual_router_id %d
      priority %d
      %s
      virtual_ipaddress {
        %s
      }
    }
    """
        .formatted(vrid, vrid, priority, more, String.join("\n    ", addresses));
  }

  private static String password(String password) {
    return "authentication {\n auth_type PASS\n auth_pass " + password + "\n }";
  }

  @Scenario
  void version2WithAPassword(Stage stage) throws Exception {
    Session.open(stage, "keepalived-v2-password")
        .takeOverAndReturn(
            instance(51, 100, password("s3cr3t"), "192.0.2.100/24"),
            instance(51, 90, password("s3cr3t"), "192.0.2.100/24"));
  }

  @Scenario
  void version3OverIpv4(Stage stage) throws Exception {
    Session.open(stage, "keepalived-v3-ipv4")
        .takeOverAndReturn(
            instance(51, 100, "version 3\n advert_int 0.5", "192.0.2.100/24"),
            instance(51, 90, "version 3\n advert_int 0.5", "192.0.2.100/24"));
  }

  @Scenario
  void version3OverIpv6(Stage stage) throws Exception {
    String[] addresses = {"fe80::100/64", "2001:db8::100/64", "2001:db8::200/64"};
    Session.open(stage, "keepalived-v3-ipv6")
        .takeOverAndReturn(
            instance(51, 100, "version 3\n advert_int 0.5", addresses),
            instance(51, 90, "version 3\n advert_int 0.5", addresses));
  }

  /** Each is preferred for one of them, and one is killed. */
  @Scenario
  void twoVirtualRoutersOfWhichOneLosesItsMaster(Stage stage) throws Exception {
    Session session = Session.open(stage, "keepalived-v2-two-vrids");
    String[] first = {"192.0.2.100/24", "192.0.2.110/24", "192.0.2.120/24"};
    String[] second = {"192.0.2.200/24", "192.0.2.210/24"};
    RunningProcess one =
        session.start("server1", instance(51, 100, "", first), instance(52, 90, "", second));
    RunningProcess two =
        session.start("server2", instance(51, 90, "", first), instance(52, 100, "", second));
    Session.awaitLog(one, "(VI_51) Entering MASTER STATE");
    Session.awaitLog(two, "(VI_52) Entering MASTER STATE");
    Session.pass(Duration.ofSeconds(3));
    one.killTree();
    Session.awaitLog(two, "(VI_51) Entering MASTER STATE");
    Session.pass(Duration.ofSeconds(2));
    session.keep();
  }

  @Scenario
  void anotherPasswordOnOneSide(Stage stage) throws Exception {
    Session session = Session.open(stage, "keepalived-v2-split");
    RunningProcess one =
        session.start("server1", instance(51, 100, password("s3cr3t"), "192.0.2.100/24"));
    Session.awaitLog(one, "Entering MASTER STATE");
    RunningProcess two =
        session.start("server2", instance(51, 90, password("an0ther"), "192.0.2.100/24"));
    Session.awaitLog(two, "Entering MASTER STATE");
    Session.pass(Duration.ofSeconds(4));
    two.signal("TERM");
    two.waitFor(START_LIMIT);
    Session.pass(Duration.ofSeconds(2));
    session.keep();
  }

  /** The bridge lets nothing pass between the two, and hears both. */
  @Scenario
  void aPartitionThatHeals(Stage stage) throws Exception {
    Session session = Session.open(stage, "keepalived-v2-partition");
    Host one = session.lab().host("server1");
    Host two = session.lab().host("server2");
    RunningProcess first =
        session.start("server1", instance(51, 100, password("s3cr3t"), "192.0.2.100/24"));
    Session.awaitLog(first, "Entering MASTER STATE");
    RunningProcess second =
        session.start("server2", instance(51, 90, password("s3cr3t"), "192.0.2.100/24"));
    Session.pass(Duration.ofSeconds(2));
    one.stopHearing(two);
    two.stopHearing(one);
    Session.awaitLog(second, "Entering MASTER STATE");
    Session.pass(Duration.ofSeconds(4));
    one.hearAgain(two);
    two.hearAgain(one);
    Session.pass(Duration.ofSeconds(5));
    session.keep();
  }
}
