package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.running.ConfigurationLoader;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.log.RecordedLog;

/** A keepalived.conf whose instances follow links, scripts, files and processes. */
class TrackersTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @TempDir Path directory;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final RecordedLog log = new RecordedLog();
  private final List<Throwable> failures = new ArrayList<>();
  private Engine engine;

  private final class Listener implements Engine.Listener {
    @Override
    public void stepped(Instance instance, Step step) {}

    @Override
    public void groupChanged(String group, String stateName) {}

    @Override
    public void broken(Throwable failure) {
      failures.add(failure);
    }
  }

  @BeforeEach
  void open() throws Exception {
    ip("link add inside type veth peer name outside");
    ip("addr add 192.0.2.11/24 dev inside");
    ip("link set outside up");
    ip("link set inside up");
    for (String link : List.of("one", "two")) {
      ip("link add " + link + " type veth peer name " + link + "-far");
      ip("link set " + link + " up");
    }
    engine = onLoop(() -> OrdinaryEngine.open(loop, log, new Listener()));
  }

  @AfterEach
  void close() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    loop.execute(
        () -> {
          var _ = engine.stopAll().thenRun(() -> stopped.complete(null));
        });
    stopped.get(5, TimeUnit.SECONDS);
    loop.submit(() -> engine.close()).get();
    group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).sync();
    log.close();
    for (String link : List.of("inside", "one", "two")) {
      ip("link del " + link);
    }
    assertThat(failures).isEmpty();
  }

  private static void ip(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", command, output).isZero();
  }

  /** The virtual router 51 named V, with its trackers, behind what they are. */
  private DaemonConfiguration configuration(int priority, String trackers, String tracked)
      throws IOException {
    return configuration(trackers + instance("V", 51, priority, tracked.replaceAll("(?m)^", "  ")));
  }

  private static String instance(String name, int vrid, int priority, String tracked) {
    return """
        vrrp_instance %s {
          interface inside
          virtual_router_id %d
          priority %d
        %s
          virtual_ipaddress {
            192.0.2.%d/24
          }
        }
        """
        .formatted(name, vrid, priority, tracked, 100 + vrid);
  }

  private DaemonConfiguration configuration(String text) throws IOException {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(file, text.replace("DIR", directory.toString()));
    return ConfigurationLoader.load(file, Optional.empty()).configuration().orElseThrow();
  }

  private static List<InstanceSettings> settings(DaemonConfiguration configuration) {
    HealthPlan plan = HealthPlan.of(configuration);
    return configuration.instances().stream()
        .map(each -> InstanceSettings.of(each, plan.settings(each.tracked())))
        .toList();
  }

  /** As the daemon starts. */
  private void start(DaemonConfiguration configuration) throws Exception {
    onLoop(() -> engine.health().reconfigure(HealthPlan.of(configuration)))
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    onLoop(
        () -> {
          engine.add(settings(configuration));
          return true;
        });
  }

  /** As the daemon reloads. */
  private void reload(DaemonConfiguration configuration) throws Exception {
    onLoop(
        () -> {
          ReloadPlan.between(engine.instances(), settings(configuration)).apply(engine);
          return engine.health().reconfigure(HealthPlan.of(configuration));
        });
  }

  private Map<String, Integer> priorities() throws Exception {
    return onLoop(
        () -> {
          Map<String, Integer> priorities = new TreeMap<>();
          engine.instances().forEach(each -> priorities.put(each.name(), each.effectivePriority()));
          return priorities;
        });
  }

  private int priority() throws Exception {
    return Objects.requireNonNull(priorities().get("V"));
  }

  private boolean inFault(String name) throws Exception {
    return onLoop(
        () ->
            engine.instances().stream()
                .filter(each -> each.name().equals(name))
                .allMatch(each -> each.stateName().equals("FAULT")));
  }

  private void awaitPriority(int priority) {
    await("priority " + priority).atMost(LIMIT).until(() -> priority() == priority);
  }

  private void awaitFault(String name, boolean fault) {
    await("FAULT: " + fault).atMost(LIMIT).until(() -> inFault(name) == fault);
  }

  /** In one step: whoever reads may do so at any moment. */
  private void write(String file, String text) throws IOException {
    Path beside = Files.writeString(directory.resolve("beside"), text);
    Files.move(beside, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void filesAndProcessesMoveThePriorityAndAreFault() throws Exception {
    write("offset", "-30\n");
    start(
        configuration(
            100,
            """
            track_file offset {
              file DIR/offset
            }
            vrrp_track_file stop {
              file DIR/stop
              weight 0
              init_file 0
            }
            vrrp_track_process worker {
              process sleep 4713.5
              weight 10
            }
            """,
            """
            track_file {
              offset weight 2
              stop
            }
            track_process {
              worker
            }
            """));
    assertThat(priority()).as("what is known counts from the start").isEqualTo(40);
    write("offset", "0x14");
    awaitPriority(140);
    Process worker = new ProcessBuilder("sleep", "4713.5").start();
    try {
      awaitPriority(150);
      write("stop", "1");
      awaitFault("V", true);
      write("stop", "0");
      awaitFault("V", false);
      assertThat(statuses())
          .contains(
              "track_process worker: 1 process runs, at least 1 should",
              "track_file offset: " + directory.resolve("offset") + " says 20");
    } finally {
      worker.destroyForcibly();
    }
    awaitPriority(140);
    write("offset", "-127");
    awaitFault("V", true);
    assertThat(log.whole())
        .contains(
            "(V): tracked file stop now FAULT state",
            "(V): tracked file stop leaving FAULT state",
            "(V): tracked file offset now FAULT state",
            "Quorum gained for tracked process worker",
            "Quorum lost for tracked process worker");
  }

  private List<String> statuses() throws Exception {
    return onLoop(
        () ->
            engine.health().statuses().stream()
                .map(each -> each.name() + ": " + each.why())
                .toList());
  }

  @Test
  void aReloadKeepsWhatFilesAndProcessesSay() throws Exception {
    write("offset", "-30");
    String file = "track_file offset {\n  file DIR/offset\n}\n";
    start(configuration(100, file, "track_file {\n  offset\n}"));
    assertThat(priority()).isEqualTo(70);
    reload(configuration(100, file, "track_file {\n  offset weight 1 reverse\n}"));
    assertThat(priority()).as("at once").isEqualTo(130);
    reload(configuration(100, file, "track_file {\n  offset weight 0\n}"));
    assertThat(inFault("V")).isTrue();
    reload(configuration(110, "", ""));
    assertThat(priority()).isEqualTo(110);
    assertThat(inFault("V")).isFalse();
    assertThat(statuses()).isEmpty();
  }

  @Test
  void whatAGroupTracksPutsAllItsMembersIntoFault() throws Exception {
    write("stop", "1");
    start(
        configuration(
            """
            track_file stop {
              file DIR/stop
              weight 0
            }
            vrrp_sync_group G {
              group {
                A
                B
              }
              track_file {
                stop
              }
            }
            """
                + instance("A", 1, 100, "")
                + instance("B", 2, 100, "")));
    assertThat(inFault("A") && inFault("B")).isTrue();
    write("stop", "0");
    awaitFault("A", false);
    awaitFault("B", false);
  }

  /** keepalived's trap T8: the first link that returned ended the FAULT. */
  @Test
  void ofTwoLinksThatAreDownTheFirstToReturnEndsNoFault() throws Exception {
    start(configuration(100, "", "track_interface {\n  one\n  two\n}"));
    assertThat(inFault("V")).isTrue();
    ip("link set one-far up");
    await("the first").atMost(LIMIT).until(() -> log.text().contains("Netlink reports one up"));
    assertThat(inFault("V")).isTrue();
    ip("link set two-far up");
    awaitFault("V", false);
  }

  /** keepalived's trap T9: what a reload kept was counted without "reverse". */
  @Test
  void aReloadKeepsWhatIsReversed() throws Exception {
    ip("link set one-far up");
    String script =
        """
        vrrp_script fine {
          script /bin/true
          interval 1000
          weight 10 reverse
        }
        """;
    String tracked =
        """
        track_script {
          fine
        }
        track_interface {
          one weight 5 reverse
          two weight -7 reverse
        }
        """;
    await("the link").atMost(LIMIT).until(() -> isUp("one"));
    start(configuration(100, script, tracked));
    awaitPriority(100 - 10 - 5 + 7);
    reload(configuration(120, script, tracked));
    assertThat(priority()).isEqualTo(120 - 10 - 5 + 7);
    reload(configuration(120, script, tracked.replace("fine", "fine weight 0 reverse")));
    assertThat(inFault("V")).isTrue();
    assertThat(priority()).isEqualTo(120 - 5 + 7);
  }

  private boolean isUp(String link) throws Exception {
    return onLoop(() -> engine.monitor().link(link).map(each -> each.up()).orElse(false));
  }

  /** keepalived's traps T3 and T4: it stops tracking such a script, and init_fail does nothing. */
  @Test
  void aScriptThatCannotRunHasFailedFromTheStart() throws Exception {
    start(
        configuration(
            """
            vrrp_script missing {
              script DIR/missing
              weight 0
            }
            vrrp_script unanswered {
              script "/bin/sleep 1000"
              interval 1000
              init_fail
              weight -20
            }
            """
                + instance("A", 1, 100, "  track_script {\n    missing\n  }")
                + instance("B", 2, 100, "  track_script {\n    unanswered\n  }")));
    assertThat(inFault("A")).isTrue();
    assertThat(priorities()).containsEntry("B", 80);
    await("its run").atMost(LIMIT).until(() -> log.text().contains("VRRP_Script(missing) failed"));
    assertThat(inFault("A")).isTrue();
  }

  private <T> T onLoop(Callable<T> task) throws Exception {
    return loop.submit(task).get();
  }
}
