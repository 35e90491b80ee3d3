package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.jna.UnixDatagramReceiver;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.Severity;

@Timeout(20)
class ServiceManagerTest {
  private static final long PID = 4711;

  @TempDir private Path directory;
  private final Log log = Log.toStandardError(Map.of(), Severity.EMERGENCY);

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void tellsSystemdTheWholeLifeOfTheService() {
    String socket = directory.resolve("notify").toString();
    try (UnixDatagramReceiver systemd = new UnixDatagramReceiver(socket);
        ServiceManager manager = find(Map.of("NOTIFY_SOCKET", socket))) {
      manager.ready("BACKUP");
      assertThat(systemd.receive()).contains("READY=1\nSTATUS=State: BACKUP");
      manager.state("MASTER");
      assertThat(systemd.receive()).contains("STATUS=State: MASTER");
      manager.alive();
      assertThat(systemd.receive()).contains("WATCHDOG=1");
      manager.stopping();
      assertThat(systemd.receive()).contains("STOPPING=1");
    }
  }

  @Test
  void datesAReloadByTheMonotonicClock() {
    String socket = directory.resolve("notify").toString();
    try (UnixDatagramReceiver systemd = new UnixDatagramReceiver(socket);
        ServiceManager manager = find(Map.of("NOTIFY_SOCKET", socket))) {
      long beforeMicros = System.nanoTime() / 1000;
      manager.reloading();

      String[] lines = systemd.receive().orElseThrow().split("\n", -1);
      assertThat(lines).hasSize(2);
      assertThat(lines[0]).isEqualTo("RELOADING=1");
      assertThat(lines[1]).startsWith("MONOTONIC_USEC=");
      assertThat(Long.parseLong(lines[1].substring("MONOTONIC_USEC=".length())))
          .isBetween(beforeMicros, System.nanoTime() / 1000);
    }
  }

  @Test
  void reachesAnAbstractSocket() {
    String socket = "@jvrrpd-test-" + UUID.randomUUID();
    try (UnixDatagramReceiver systemd = new UnixDatagramReceiver(socket);
        ServiceManager manager = find(Map.of("NOTIFY_SOCKET", socket))) {
      manager.ready("BACKUP");
      assertThat(systemd.receive()).contains("READY=1\nSTATUS=State: BACKUP");
    }
  }

  @Test
  void letsNoStateForgeAnAssignment() {
    String socket = directory.resolve("notify").toString();
    try (UnixDatagramReceiver systemd = new UnixDatagramReceiver(socket);
        ServiceManager manager = find(Map.of("NOTIFY_SOCKET", socket))) {
      manager.state("BACKUP\nMAINPID=1" + "x".repeat(10_000));
      assertThat(systemd.receive().orElseThrow())
          .startsWith("STATUS=State: BACKUP MAINPID=1xxx")
          .hasSize("STATUS=State: ".length() + 512);
    }
  }

  @Test
  void goesOnWhenNobodyListensOrTheQueueIsFull() {
    String socket = directory.resolve("notify").toString();
    try (ServiceManager manager = find(Map.of("NOTIFY_SOCKET", socket))) {
      manager.ready("BACKUP"); // No such file.
      try (UnixDatagramReceiver systemd = new UnixDatagramReceiver(socket)) {
        for (int i = 0; i < 10_000; i++) {
          manager.alive(); // The kernel queues a few and refuses the rest; none may block.
        }
        assertThat(systemd.receive()).contains("WATCHDOG=1");
        manager.state("MASTER");
        Optional<String> last = Optional.empty();
        for (Optional<String> next = systemd.receive();
            next.isPresent();
            next = systemd.receive()) {
          last = next;
        }
        assertThat(last).contains("STATUS=State: MASTER");
      }
    }
  }

  @Test
  void doesNothingWithoutSystemd() {
    try (ServiceManager manager = find(Map.of("WATCHDOG_USEC", "1000000"))) {
      manager.ready("BACKUP");
      assertThat(manager.watchdogIntervalNanos()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vsock:2:1234", "relative/path"})
  void startsThoughTheAddressIsOfNoUse(String address) {
    try (ServiceManager manager = find(Map.of("NOTIFY_SOCKET", address))) {
      manager.ready("BACKUP");
    }
  }

  @Test
  void startsThoughTheAddressIsTooLong() {
    try (ServiceManager manager = find(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(108)))) {
      manager.ready("BACKUP");
    }
  }

  @Test
  void feedsTheWatchdogAtHalfItsTime() {
    assertThat(watchdog("3000000", Long.toString(PID)))
        .isEqualTo(Duration.ofMillis(1500).toNanos());
    assertThat(watchdog("3000000", "")).isEqualTo(Duration.ofMillis(1500).toNanos());
  }

  @Test
  void leavesAWatchdogAloneThatIsNotItsOwnOrNotANumber() {
    assertThat(watchdog("3000000", "1")).isZero();
    assertThat(watchdog("0", "")).isZero();
    assertThat(watchdog("-1", "")).isZero();
    assertThat(watchdog("soon", "")).isZero();
    assertThat(watchdog("9223372036854775807", "")).isZero();
  }

  private long watchdog(String micros, String pid) {
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", "@jvrrpd-nobody", "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid);
    try (ServiceManager manager = find(environment)) {
      return manager.watchdogIntervalNanos().orElse(0);
    }
  }

  private ServiceManager find(Map<String, String> environment) {
    return ServiceManager.find(environment, PID, log);
  }
}
