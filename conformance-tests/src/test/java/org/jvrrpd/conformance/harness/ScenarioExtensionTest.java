package org.jvrrpd.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.lab.HostPlan.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.jvrrpd.lab.Lab;

class ScenarioExtensionTest {

  @Test
  void aFailureKeepsWhatTheHostsLookedLikeAndTakesTheLabDown() throws Exception {
    Stage stage = Stage.open("ScenarioExtensionTest.failure");
    AssertionError failure = new AssertionError("as planned");
    assertThatThrownBy(
            () ->
                ScenarioExtension.perform(
                    stage,
                    () -> {
                      Lab lab = stage.lab(List.of(host("server1", "192.0.2.101/24")));
                      lab.capture(stage.directory().resolve("bridge.pcap"));
                      throw failure;
                    }))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();

    assertThat(stage.directory().resolve("bridge.pcap")).isNotEmptyFile();
    List<Path> kept = list(stage.directory());
    assertThat(kept)
        .anySatisfy(
            file -> {
              assertThat(file.toString()).endsWith(".server1.ip.txt");
              assertThat(file).content().contains("192.0.2.101/24").contains("# ip -d link");
            })
        .anySatisfy(file -> assertThat(file.toString()).endsWith(".script.sh"));
    assertThat(stage.temporaryDirectory()).doesNotExist();
    stage.discard();
  }

  @Test
  void aSuccessLeavesNothing() throws Throwable {
    Stage stage = Stage.open("ScenarioExtensionTest.success");
    ScenarioExtension.perform(stage, () -> stage.lab(List.of(host("server1"))));
    assertThat(stage.directory()).doesNotExist();
    assertThat(stage.temporaryDirectory()).doesNotExist();
  }

  @Test
  void aFailureOnAQuietMachineIsFinal() throws Throwable {
    AtomicInteger runs = new AtomicInteger();
    AssertionError failure = new AssertionError("once");
    assertThatThrownBy(
            () ->
                ScenarioExtension.repeatIfNoisy(
                    "quiet",
                    () -> 50,
                    () -> {
                      runs.incrementAndGet();
                      throw failure;
                    },
                    runs::incrementAndGet))
        .isSameAs(failure);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aFailureOnANoisyMachineIsTriedOnceMore() throws Throwable {
    AtomicInteger runs = new AtomicInteger();
    ScenarioExtension.repeatIfNoisy(
        "noisy",
        () -> 51,
        () -> {
          runs.incrementAndGet();
          throw new AssertionError("first");
        },
        runs::incrementAndGet);
    assertThat(runs).hasValue(2);
  }

  private static List<Path> list(Path directory) throws Exception {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
