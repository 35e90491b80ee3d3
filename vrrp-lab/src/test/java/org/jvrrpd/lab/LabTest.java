package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.lab.HostPlan.host;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real namespaces, made and removed; this test's JVM runs in namespaces of its own. */
class LabTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Lab twoHosts(String name) throws IOException {
    return Lab.onOneBridge(
        name,
        List.of(host("left", "192.0.2.1/24", "2001:db8::1/64"), host("right", "192.0.2.2/24")));
  }

  @Test
  void hostsOnOneBridgeReachEachOther() throws Exception {
    try (Lab lab = twoHosts("reach")) {
      assertThat(lab.host("left").reaches("192.0.2.2")).isTrue();
      assertThat(lab.host("left").reaches("192.0.2.3")).isFalse();
      assertThat(lab.host("left").holds("192.0.2.1")).isTrue();
      assertThat(lab.host("left").holds("2001:db8::1")).isTrue();
      assertThat(lab.host("right").holds("192.0.2.1")).isFalse();
      assertThat(lab.host("left").neighbour("192.0.2.2")).contains(lab.host("right").macAddress());
    }
  }

  @Test
  void aCutCableTakesTheCarrierAndAPluggedOneReturnsIt() throws Exception {
    try (Lab lab = twoHosts("cable")) {
      Host left = lab.host("left");
      left.cutCable();
      assertThat(left.look("cat", "/sys/class/net/eth0/carrier").strip()).isEqualTo("0");
      assertThat(left.reaches("192.0.2.2")).isFalse();
      left.plugCable();
      await().atMost(SECOND).until(() -> left.reaches("192.0.2.2"));
    }
  }

  @Test
  void anIsolatedHostKeepsItsCarrier() throws Exception {
    try (Lab lab = twoHosts("isolated")) {
      Host left = lab.host("left");
      left.isolate();
      assertThat(left.look("cat", "/sys/class/net/eth0/carrier").strip()).isEqualTo("1");
      assertThat(left.reaches("192.0.2.2")).isFalse();
      left.rejoin();
      await().atMost(Duration.ofSeconds(3)).until(() -> left.reaches("192.0.2.2"));
    }
  }

  @Test
  void aOneWayCutStopsOneDirectionOnly(@TempDir Path dir) throws Exception {
    try (Lab lab = twoHosts("oneway")) {
      Host left = lab.host("left");
      Host right = lab.host("right");
      left.stopHearing(right);
      try (var atLeft = left.capture(dir.resolve("left.pcap"));
          var atRight = right.capture(dir.resolve("right.pcap"))) {
        announce(left, "192.0.2.77");
        announce(right, "192.0.2.88");
        assertThat(atRight.soFar().announcements())
            .extracting(seen -> seen.address())
            .contains("192.0.2.77", "192.0.2.88");
        assertThat(atLeft.soFar().announcements())
            .extracting(seen -> seen.address())
            .contains("192.0.2.77")
            .doesNotContain("192.0.2.88");
      }
      left.hearAgain(right);
      assertThat(left.reaches("192.0.2.2")).isTrue();
    }
  }

  @Test
  void theFarEndOfACableHearsAHostThatTheBridgeDoesNot(@TempDir Path dir) throws Exception {
    try (Lab lab = twoHosts("farend")) {
      Host left = lab.host("left");
      left.isolate();
      try (var farEnd = left.captureFarEnd(dir.resolve("far.pcap"));
          var bridge = lab.capture(dir.resolve("bridge.pcap"))) {
        announce(left, "192.0.2.77");
        assertThat(farEnd.soFar().announcements())
            .extracting(seen -> seen.address())
            .containsExactly("192.0.2.77");
        assertThat(bridge.soFar().announcements()).isEmpty();
      }
    }
  }

  @Test
  void lossesHitTheirShareOfTheFrames(@TempDir Path dir) throws Exception {
    try (Lab lab = twoHosts("loss")) {
      Host left = lab.host("left");
      left.lose(50);
      try (var atRight = lab.host("right").capture(dir.resolve("right.pcap"));
          var socket = left.packetSocket()) {
        byte[] frame = broadcastOf(left, "192.0.2.77");
        for (int i = 0; i < 400; i++) {
          socket.send(frame);
        }
        await().atMost(SECOND).until(() -> !atRight.soFar().announcements().isEmpty());
        // Six standard deviations of 400 tosses are 60.
        assertThat(atRight.soFar().announcements()).hasSizeBetween(140, 260);
      }
      left.lose(100);
      assertThat(left.reaches("192.0.2.2")).isFalse();
      left.lose(0);
      // The neighbour was given up meanwhile, and is asked for again once a second.
      await().atMost(SECOND.multipliedBy(5)).until(() -> left.reaches("192.0.2.2"));
      assertThatThrownBy(() -> left.lose(101)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void signalsReachTheProgramItself(@TempDir Path dir) throws Exception {
    try (Lab lab = twoHosts("signals")) {
      RunningProcess program =
          lab.host("left")
              .start(
                  "shell",
                  dir.resolve("log"),
                  Map.of("GREETING", "hello"),
                  "sh",
                  "-c",
                  "trap 'echo got it; exit 7' TERM; echo $GREETING $$; while :; do sleep 0.1; done");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> program.logText().contains("hello " + program.pid()));
      program.signal("STOP");
      assertThat(program.alive()).isTrue();
      program.signal("CONT");
      program.signal("TERM");
      assertThat(program.waitFor(Duration.ofSeconds(5))).isEqualTo(7);
      assertThat(program.logText()).contains("got it");
      assertThatThrownBy(() -> program.signal("TERM"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("shell has ended");
    }
  }

  @Test
  void aCommandThatFailsSaysWhyInItsOwnWords() throws Exception {
    try (Lab lab = twoHosts("fails")) {
      assertThatThrownBy(() -> lab.host("left").run("sh", "-c", "echo no good >&2; exit 3"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("exit status 3: no good");
      assertThatThrownBy(() -> lab.host("nowhere")).hasMessageContaining("no host nowhere");
    }
  }

  @Test
  void closingEndsEverythingThatWasStarted(@TempDir Path dir) throws Exception {
    Lab lab = twoHosts("ends");
    RunningProcess stopped =
        lab.host("left").start("stopped", dir.resolve("a"), Map.of(), "sleep", "1000");
    stopped.signal("STOP");
    // The second one leaves its child behind, which only the namespace still knows.
    RunningProcess parent =
        lab.host("right")
            .start("parent", dir.resolve("b"), Map.of(), "sh", "-c", "setsid sleep 1000 & echo $!");
    assertThat(parent.waitFor(Duration.ofSeconds(5))).isZero();
    ProcessHandle orphan = ProcessHandle.of(Long.parseLong(parent.logText().strip())).orElseThrow();
    assertThat(orphan.isAlive()).isTrue();

    lab.close();

    assertThat(stopped.alive()).isFalse();
    // The JVM, process 1 of its namespace, does not reap the orphan: a zombie has no command line.
    Path commandLine = Path.of("/proc", Long.toString(orphan.pid()), "cmdline");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !Files.exists(commandLine) || Files.readString(commandLine).isEmpty());
    assertThat(namespacesOf("ends")).isEmpty();
    lab.close();
  }

  @Test
  void aLabThatCannotBeBuiltLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                Lab.onOneBridge(
                    "broken", List.of(host("left", "192.0.2.1/24"), host("right", "192.0.2.2/99"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.2/99");
    assertThat(namespacesOf("broken")).isEmpty();
  }

  @Test
  void aSecondLabOfTheSameNameIsRefusedAndTheFirstOneStays() throws Exception {
    try (Lab lab = twoHosts("twice")) {
      assertThatThrownBy(() -> twoHosts("twice")).hasMessageContaining("exists already");
      assertThat(lab.host("left").reaches("192.0.2.2")).isTrue();
    }
  }

  @Test
  void theScriptBuildsTheSameLabByHand() throws Exception {
    List<String> script;
    try (Lab lab = twoHosts("script")) {
      lab.host("left").cutCable();
      script = lab.script();
    }
    String byHand = String.join("\n", script).replace("script.", "byhand.");
    try {
      String all = "set -e\n" + byHand + "\nip -n byhand.left -o link show eth0\n";
      assertThat(runShell(all)).contains("eth0").contains("NO-CARRIER");
    } finally {
      for (String namespace : List.of("switch", "left", "right")) {
        runShell("ip netns del byhand." + namespace);
      }
    }
  }

  @Test
  void anInterfaceCanBePulledAndPutBack() throws Exception {
    try (Lab lab = twoHosts("card")) {
      Host left = lab.host("left");
      left.removeInterface();
      assertThat(left.holds("192.0.2.1")).isFalse();
      left.addInterface();
      assertThat(left.holds("192.0.2.1")).isTrue();
      await().atMost(SECOND).until(() -> left.reaches("192.0.2.2"));
    }
  }

  @Test
  void theAddressHistoryTellsWhatCameAndWentAndWhen(@TempDir Path dir) throws Exception {
    try (Lab lab = twoHosts("history")) {
      Host left = lab.host("left");
      AddressHistory history = left.followAddresses(dir.resolve("monitor"));
      left.run(
          "ip",
          "addr",
          "add",
          "192.0.2.10/24",
          "dev",
          "eth0",
          "valid_lft",
          "1",
          "preferred_lft",
          "1");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> history.changesOf("192.0.2.10").size() == 2);
      List<AddressHistory.Change> changes = history.changesOf("192.0.2.10");
      assertThat(changes).extracting(AddressHistory.Change::present).containsExactly(true, false);
      assertThat(Duration.between(changes.get(0).at(), changes.get(1).at()))
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(4));
      assertThat(changes.get(0).address().isLease()).isTrue();
      assertThat(changes.get(0).address().flags()).contains("secondary", "dynamic");
      assertThat(history.changesOf("192.0.2.1")).isEmpty();
    }
  }

  private static byte[] broadcastOf(Host host, String address) throws IOException {
    byte[] frame = new byte[42];
    byte[] mac = HexFormat.ofDelimiter(":").parseHex(host.macAddress());
    byte[] ip = InetAddress.ofLiteral(address).getAddress();
    ByteBuffer.wrap(frame)
        .putLong(-1)
        .position(6)
        .put(mac)
        .putShort((short) 0x0806)
        .putInt(0x0001_0800)
        .putInt(0x0604_0001)
        .put(mac)
        .put(ip)
        .put(new byte[] {-1, -1, -1, -1, -1, -1})
        .put(ip);
    return frame;
  }

  private static void announce(Host host, String address) throws IOException {
    try (var socket = host.packetSocket()) {
      socket.send(broadcastOf(host, address));
    }
  }

  private static List<String> namespacesOf(String lab) {
    String[] names = Path.of("/run/netns").toFile().list((_, name) -> name.startsWith(lab + "."));
    return names == null ? List.of() : List.of(names);
  }

  private static String runShell(String script) throws Exception {
    Path output = Files.createTempFile("lab", ".out");
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", script)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(shell.exitValue()).as(text).isZero();
      return text;
    } finally {
      Files.delete(output);
    }
  }
}
