package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.process.CommandLine;

/** Checks in their rhythm, on a loop of their own, with real probes. */
class CheckScheduleTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration HARDLY_EVER = Duration.ofHours(1);

  @TempDir Path directory;

  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Queue<CheckResult> results = new ConcurrentLinkedQueue<>();
  private final Queue<String> names = new ConcurrentLinkedQueue<>();
  private CheckSchedule schedule = schedule(Optional.empty());

  private CheckSchedule schedule(Optional<String> bus) {
    return new CheckSchedule(
        loop,
        (name, result) -> {
          names.add(name);
          results.add(result);
        },
        changed -> new SystemdUnits(bus, changed));
  }

  @AfterEach
  void end() {
    schedule.close();
    loop.shutdownNow();
  }

  @Test
  void aCheckRunsAtOnceAndThenInItsInterval() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    configure(file("a", file, OFTEN));
    awaitResults(3);
    Files.delete(file);

    await().atMost(LIMIT).until(() -> results.stream().anyMatch(each -> !each.passed()));
    assertThat(results.peek()).isEqualTo(CheckResult.passed(file + " is there"));
  }

  @Test
  void aRunThatIsDueDuringTheOneBeforeIsLeftOutAndCounted() throws Exception {
    Path runs = directory.resolve("runs");
    configure(script("a", "echo x >>" + runs + "; exec sleep 1000", OFTEN, Duration.ofSeconds(2)));

    awaitResults(2);

    assertThat(results).allMatch(each -> each.why().equals(CheckResult.TIMED_OUT));
    assertThat(Files.readAllLines(runs)).hasSizeLessThan(4);
    assertThat(onLoop(() -> schedule.skipped("a"))).isGreaterThan(5);
    assertThat(onLoop(() -> schedule.skipped("b"))).isZero();
  }

  /** The child does not heed TERM, so it is there until the run's thread has sent KILL. */
  @Test
  void nothingOfARunIsLeftAfterTheWaitForItsEnd() throws Exception {
    Path child = directory.resolve("child");
    String script = "trap '' TERM; sleep 1000 & echo $! >" + child + "; wait";
    configure(script("a", script, HARDLY_EVER, Duration.ofMinutes(1)));
    await().atMost(LIMIT).until(() -> Files.exists(child) && Files.size(child) > 1);
    long pid = Long.parseLong(Files.readString(child).strip());

    schedule.close();

    assertThat(schedule.awaitEnd(LIMIT)).isTrue();
    // A zombie, which is what the first process of this pid namespace leaves of it, runs no
    // program.
    await()
        .atMost(LIMIT)
        .until(() -> ProcessHandle.of(pid).flatMap(each -> each.info().command()).isEmpty());
  }

  @Test
  void oneThatIsAskedRunsOnceMoreAndItsResultIsTheAskersAlone() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    configure(file("a", file, HARDLY_EVER));
    awaitResults(1);
    Files.delete(file);

    assertThat(ask("a").why()).isEqualTo("there is no file " + file);
    assertThat(ask("b").passed()).isTrue();
    assertThat(results).hasSize(1);
  }

  @Test
  void whoAsksDuringARunGetsTheResultOfOneThatBeginsAfterwards() throws Exception {
    Path state = Files.writeString(directory.resolve("state"), "0");
    Path started = directory.resolve("started");
    configure(
        script(
            "a",
            "read -r before <" + state + "; touch " + started + "; sleep 0.5; exit $before",
            HARDLY_EVER,
            LIMIT));
    await().atMost(LIMIT).until(() -> Files.exists(started));
    Files.writeString(state, "1");

    assertThat(ask("a").passed()).isFalse();
    assertThat(results)
        .containsExactly(
            new CheckResult(true, "exited with status 0", OptionalInt.of(0), List.of()));
  }

  @Test
  void aCheckThatStaysKeepsItsRhythmAndOneThatGoesIsHeardNoMore() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    Check stays = file("stays", file, HARDLY_EVER);
    configure(stays, file("goes", file, OFTEN));
    awaitResults(4);

    configure(stays, file("comes", directory, HARDLY_EVER));
    await().atMost(LIMIT).until(() -> names.contains("comes"));
    int heard = Collections.frequency(names, "goes");
    ask("stays");

    assertThat(Collections.frequency(names, "stays")).isEqualTo(1);
    assertThat(Collections.frequency(names, "goes")).isEqualTo(heard);
  }

  @Test
  void checksThatHangTakeNoThreadFromOthersWithinTheLimitOfAFile() throws Exception {
    Path runs = directory.resolve("runs");
    Check[] checks =
        IntStream.range(0, 33)
            .mapToObj(
                n ->
                    n == 32
                        ? file("last", directory, HARDLY_EVER)
                        : hanging("hangs" + n, "echo x >>" + runs + "; exec sleep 1000"))
            .toArray(Check[]::new);

    configure(checks);

    await()
        .atMost(LIMIT)
        .until(() -> results.contains(CheckResult.passed(directory + " is there")));
    await().atMost(LIMIT).until(() -> Files.exists(runs) && Files.readAllLines(runs).size() == 32);
  }

  @Test
  void aUnitThatFailsIsKnownAtOnce() throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory)) {
      systemd.set("mariadb", "active");
      schedule.close();
      schedule = schedule(Optional.of(systemd.address()));
      configure(
          new Check("db", new Probe.Unit(List.of("mariadb")), HARDLY_EVER, Duration.ofSeconds(5)));
      awaitResults(1);

      systemd.set("mariadb", "failed");

      awaitResults(2);
      assertThat(results)
          .containsExactly(
              CheckResult.passed("mariadb is active"), CheckResult.failed("mariadb is failed"));
      // What says nothing new is not one of the results that fall counts.
      systemd.set("mariadb", "inactive");
      systemd.set("mariadb", "activating");
      systemd.set("mariadb", "active");
      awaitResults(3);
      assertThat(results).hasSize(3).last().isEqualTo(CheckResult.passed("mariadb is active"));
    }
  }

  private void configure(Check... checks) throws Exception {
    onLoop(
        () -> {
          schedule.reconfigure(List.of(checks));
          return true;
        });
  }

  private CheckResult ask(String name) throws Exception {
    CompletableFuture<CheckResult> answer = new CompletableFuture<>();
    onLoop(
        () -> {
          schedule.ask(name, answer::complete);
          return true;
        });
    return answer.get();
  }

  private <T> T onLoop(Callable<T> work) throws Exception {
    return loop.submit(work).get();
  }

  private void awaitResults(int count) {
    await().atMost(LIMIT).until(() -> results.size() >= count);
  }

  private static Check file(String name, Path path, Duration interval) {
    return new Check(name, new Probe.FilePresent(path), interval, LIMIT);
  }

  private Check hanging(String name, String body) {
    try {
      return script(name, body, HARDLY_EVER, Duration.ofMinutes(5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Check script(String name, String body, Duration interval, Duration timeLimit)
      throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    CommandLine command = CommandLine.parse(file.toString()).orElseThrow();
    return new Check(name, new Probe.Script(command, Optional.empty()), interval, timeLimit);
  }
}
