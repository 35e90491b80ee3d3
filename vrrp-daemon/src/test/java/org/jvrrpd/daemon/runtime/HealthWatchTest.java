package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.control.CheckStatus;
import org.jvrrpd.daemon.health.Check;
import org.jvrrpd.daemon.health.Probe;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.process.CommandLine;

/** Checks at work on a real event loop; the instances that follow them have scenarios. */
class HealthWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Duration SELDOM = Duration.ofDays(1);

  @TempDir Path directory;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final RecordedLog log = new RecordedLog();
  private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
  private Engine engine;
  private HealthWatch health;

  @BeforeEach
  void openAnEngine() throws Exception {
    engine = onLoop(() -> OrdinaryEngine.open(loop, log, new Ears()));
    health = engine.health();
  }

  @AfterEach
  void closeAll() throws Exception {
    onLoop(
        () -> {
          engine.close();
          return null;
        });
    group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();
    log.close();
    assertThat(broken).isNotDone();
  }

  @Test
  void aVerdictIsLoggedOnceAndAnotherExitStatusToo() throws Exception {
    Path script = script("exit 3");
    reconfigure(2, OFTEN, script);
    await("its run").atMost(LIMIT).until(() -> status().why().equals("exited with status 3"));
    write(script, "exit 4");
    await("its status").atMost(LIMIT).until(() -> status().why().endsWith("4"));
    write(script, "exit 0");
    await("its success").atMost(LIMIT).until(() -> status().up());
    assertThat(lines())
        .containsExactly(
            "Script `chk` now returning 3",
            "VRRP_Script(chk) failed (exited with status 3)",
            "Script `chk` now returning 4",
            "Script `chk` now returning 0",
            "VRRP_Script(chk) succeeded");
  }

  @Test
  void aFallIsLoggedWhenItCountsAndNotBefore() throws Exception {
    Path script = script("exit 0");
    reconfigure(3, OFTEN, script);
    await("its success").atMost(LIMIT).until(() -> status().up());
    write(script, "exit 1");
    await("its fall").atMost(LIMIT).until(() -> !status().up());
    assertThat(lines())
        .containsExactly(
            "VRRP_Script(chk) succeeded",
            "Script `chk` now returning 1",
            "VRRP_Script(chk) failed (exited with status 1)");
  }

  @Test
  void whatHasNotAnsweredYetIsDownAndSaysSo() throws Exception {
    reconfigure(2, SELDOM, script("sleep 1000"));
    assertThat(status().up()).isFalse();
    assertThat(status().why()).isEqualTo("has not answered yet");
  }

  @Test
  void askingRunsTheChecksThatAreUpOnceMore() throws Exception {
    Path script = script("exit 0");
    reconfigure(2, SELDOM, script);
    await("its success").atMost(LIMIT).until(() -> status().up());
    assertThat(ask()).isTrue();
    write(script, "exit 1");
    assertThat(ask()).isFalse();
    // One failure of two is none yet.
    assertThat(status().up()).isTrue();
  }

  @Test
  void withoutChecksEveryAnswerIsYes() throws Exception {
    assertThat(ask()).isTrue();
  }

  @Test
  void aCheckThatAReloadKeepsKeepsItsVerdict() throws Exception {
    Path script = script("exit 0");
    reconfigure(2, OFTEN, script);
    await("its success").atMost(LIMIT).until(() -> status().up());
    reconfigure(5, SELDOM, script);
    assertThat(status().up()).isTrue();
    onLoop(
        () -> {
          var _ = health.reconfigure(HealthPlan.of(List.of(), List.of()));
          return null;
        });
    assertThat(onLoop(health::statuses)).isEmpty();
  }

  private final class Ears implements Engine.Listener {
    @Override
    public void stepped(Instance instance, Step step) {
      throw new AssertionError("there is no instance");
    }

    @Override
    public void groupChanged(String group, String stateName) {
      throw new AssertionError("there is no group");
    }

    @Override
    public void broken(Throwable failure) {
      broken.complete(failure);
    }
  }

  private void reconfigure(int fall, Duration interval, Path script) throws Exception {
    Probe probe =
        new Probe.Script(CommandLine.parse(script.toString()).orElseThrow(), Optional.empty());
    HealthPlan plan =
        HealthPlan.of(
            List.of(new Check("chk", probe, interval, LIMIT)),
            List.of(new CheckSettings("chk", -20, false, 2, fall)));
    onLoop(
        () -> {
          var _ = health.reconfigure(plan);
          return null;
        });
  }

  private CheckStatus status() throws Exception {
    return onLoop(health::statuses).getFirst();
  }

  private boolean ask() throws Exception {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    onLoop(
        () -> {
          health.askAll(answer::complete);
          return null;
        });
    return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private List<String> lines() {
    return log.whole()
        .lines()
        .map(line -> line.replaceFirst("^<\\d>", ""))
        .filter(line -> line.contains("cript"))
        .toList();
  }

  private Path script(String body) throws IOException {
    Path script = directory.resolve("check.sh");
    write(script, body);
    return script;
  }

  /**
   * In one step: a run may begin at any moment, and a file that is open for writing does not run.
   */
  private void write(Path script, String body) throws IOException {
    Path beside = Files.writeString(directory.resolve("new"), "#!/bin/sh\n" + body + "\n");
    assertThat(beside.toFile().setExecutable(true)).isTrue();
    Files.move(beside, script, StandardCopyOption.ATOMIC_MOVE);
  }

  private <T> T onLoop(Callable<T> task) throws Exception {
    return loop.submit(task).sync().getNow();
  }
}
