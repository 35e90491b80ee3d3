package org.jvrrpd.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitedTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log =
      Log.open(written, new JournalFormat(), InstantSource.system(), Severity.INFO);
  private long nowNanos = Long.MAX_VALUE - 5; // A monotonic clock may overflow.
  private int messagesBuilt;
  private final RateLimited limited = new RateLimited(log, () -> nowNanos);

  @Test
  void logsTheFirstOfAKindAtOnceAndThenOneAMinuteWithTheCount() {
    report("VI_MAIN", "wrong password", "192.0.2.66");
    for (int i = 0; i < 10_000; i++) {
      pass(Duration.ofMillis(1));
      report("VI_MAIN", "wrong password", "192.0.2." + i % 10);
    }
    pass(Duration.ofSeconds(50));
    report("VI_MAIN", "wrong password", "192.0.2.77");
    report("VI_MAIN", "wrong password", "192.0.2.78");

    assertThat(lines())
        .containsExactly(
            "<4>(VI_MAIN) wrong password from 192.0.2.66",
            "<4>(VI_MAIN) wrong password from 192.0.2.77"
                + " (10001 more within 60 s, the last from 192.0.2.77)");
    assertThat(messagesBuilt).isEqualTo(2);
  }

  @Test
  void saysWhatItHeldBackThoughNothingMoreCame() {
    report("VI_MAIN", "checksum", "192.0.2.1");
    report("VI_MAIN", "checksum", "192.0.2.2");
    pass(Duration.ofSeconds(59));
    limited.tick();
    pass(Duration.ofSeconds(1));
    limited.tick();

    assertThat(lines())
        .containsExactly(
            "<4>(VI_MAIN) checksum from 192.0.2.1",
            "<4>(VI_MAIN) checksum from 192.0.2.1 (1 more within 60 s, the last from 192.0.2.2)");
  }

  @Test
  void afterAQuietMinuteTheNextIsAFirstAgain() {
    report("VI_MAIN", "checksum", "192.0.2.1");
    pass(Duration.ofSeconds(60));
    limited.tick();
    report("VI_MAIN", "checksum", "192.0.2.2");

    assertThat(lines())
        .containsExactly(
            "<4>(VI_MAIN) checksum from 192.0.2.1", "<4>(VI_MAIN) checksum from 192.0.2.2");
  }

  @Test
  void tellsInstancesAndReasonsApart() {
    report("A", "checksum", "192.0.2.1");
    report("B", "checksum", "192.0.2.1");
    report("A", "ttl", "192.0.2.1");

    assertThat(lines()).hasSize(3);
  }

  @Test
  void remembersABoundedNumberOfKinds() {
    for (int i = 0; i < 10_000; i++) {
      report("I" + i, "checksum", "192.0.2.1");
    }
    pass(Duration.ofSeconds(60));
    limited.tick(); // All kinds were quiet and are forgotten, but for the one of the others.
    report("I9999", "checksum", "192.0.2.1");

    List<String> lines = lines();
    String others = "<4>events of more than 256 kinds: further kinds are only counted";
    assertThat(lines).hasSize(RateLimited.MAX_KINDS + 3);
    assertThat(lines.subList(RateLimited.MAX_KINDS, lines.size()))
        .containsExactly(
            others,
            others + " (9743 more within 60 s, the last from 192.0.2.1)",
            "<4>(I9999) checksum from 192.0.2.1");
  }

  private void report(String instance, String reason, String sender) {
    limited.report(
        Severity.WARNING,
        instance,
        reason,
        sender,
        () -> {
          messagesBuilt++;
          return "(" + instance + ") " + reason + " from " + sender;
        });
  }

  private void pass(Duration duration) {
    nowNanos += duration.toNanos();
  }

  private List<String> lines() {
    log.close();
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
