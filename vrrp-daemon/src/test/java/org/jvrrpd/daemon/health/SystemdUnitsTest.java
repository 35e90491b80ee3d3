package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real bus, with a stand-in for systemd on it. */
class SystemdUnitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir Path directory;

  private final Queue<String> changed = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"active", "reloading", "refreshing"})
  void passesWhatSystemctlCallsActive(String state) throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory);
        SystemdUnits units = units(systemd)) {
      systemd.set("mariadb", state);

      assertThat(units.areActive(List.of("mariadb"), LIMIT))
          .isEqualTo(CheckResult.passed("mariadb is active"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inactive", "failed", "activating", "deactivating", "maintenance"})
  void failsEverythingElseAndNamesIt(String state) throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory);
        SystemdUnits units = units(systemd)) {
      systemd.set("mariadb", state);

      assertThat(units.areActive(List.of("mariadb"), LIMIT))
          .isEqualTo(CheckResult.failed("mariadb is " + state));
    }
  }

  @Test
  void oneOfSeveralNamesSuffices() throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory);
        SystemdUnits units = units(systemd)) {
      systemd.set("redis-server", "inactive");
      systemd.set("redis", "active");

      assertThat(units.areActive(List.of("redis-server", "redis"), LIMIT))
          .isEqualTo(CheckResult.passed("redis is active"));
      systemd.set("redis", "failed");
      assertThat(units.areActive(List.of("redis-server", "redis"), LIMIT))
          .isEqualTo(CheckResult.failed("redis-server or redis is inactive, failed"));
    }
  }

  @Test
  void tellsChangesOfWhatWasAskedForAndSubscribesOnce() throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory);
        SystemdUnits units = units(systemd)) {
      systemd.set("mariadb", "active");
      systemd.set("other", "active");
      units.areActive(List.of("mariadb"), LIMIT);
      units.areActive(List.of("mariadb"), LIMIT);

      systemd.set("other", "failed");
      systemd.set("mariadb", "failed");

      await().atMost(LIMIT).until(() -> !changed.isEmpty());
      assertThat(changed).containsExactly("mariadb");
      assertThat(systemd.subscribers()).isEqualTo(1);
    }
  }

  @Test
  void isTimedOutByASystemdThatDoesNotAnswer() throws Exception {
    try (FakeSystemd systemd = FakeSystemd.start(directory);
        SystemdUnits units = units(systemd)) {
      systemd.set("mariadb", "active");
      units.areActive(List.of("mariadb"), LIMIT);
      systemd.hang("mariadb", true);
      long begin = System.nanoTime();

      assertThat(units.areActive(List.of("mariadb"), Duration.ofMillis(300)))
          .isEqualTo(CheckResult.failed(CheckResult.TIMED_OUT));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      systemd.hang("mariadb", false);
    }
  }

  @Test
  void findsABusThatIsBackAndAsksSystemctlMeanwhile() throws Exception {
    FakeSystemd first = FakeSystemd.start(directory);
    try (SystemdUnits units = units(first)) {
      first.set("mariadb", "active");
      assertThat(units.areActive(List.of("mariadb"), LIMIT).passed()).isTrue();
      first.close();

      // systemctl has no systemd to ask here, or knows no such unit: closed is the failure.
      CheckResult meanwhile = units.areActive(List.of("jvrrpd-no-such-unit"), LIMIT);
      assertThat(meanwhile.passed()).isFalse();
      assertThat(meanwhile.why()).contains("jvrrpd-no-such-unit");

      Files.deleteIfExists(directory.resolve("bus"));
      try (FakeSystemd second = FakeSystemd.start(directory)) {
        second.set("mariadb", "active");
        assertThat(units.areActive(List.of("mariadb"), LIMIT))
            .isEqualTo(CheckResult.passed("mariadb is active"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mariadb, mariadb_2eservice",
    "redis-server, redis_2dserver_2eservice",
    "srv-shared.mount, srv_2dshared_2emount",
    "getty@tty1, getty_40tty1_2eservice",
    "9p.service, _39p_2eservice",
    "my.app, my_2eapp_2eservice",
    "under_score, under_5fscore_2eservice",
  })
  void namesPathsAsSystemdDoes(String name, String label) {
    assertThat(UnitName.path(name)).isEqualTo("/org/freedesktop/systemd1/unit/" + label);
  }

  private SystemdUnits units(FakeSystemd systemd) {
    return new SystemdUnits(Optional.of(systemd.address()), changed::add);
  }
}
