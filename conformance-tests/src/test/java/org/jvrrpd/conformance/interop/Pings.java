package org.jvrrpd.conformance.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/** A {@code ping} that runs until it is stopped: what a client saw of a change. */
final class Pings {
  /**
   * A line such as {@code [1764370000.123456] 64 bytes from ...: icmp_seq=3 ttl=64 time=0.1 ms}.
   */
  private static final Pattern ANSWER =
      Pattern.compile("(?m)^\\[(\\d+\\.\\d+)] \\d+ bytes from .* icmp_seq=\\d+ ");

  private static final Pattern SENT =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  private final RunningProcess ping;

  /**
   * What came of it.
   *
   * @param sent how many were sent
   * @param answered how many of them came back
   * @param longestSilence the longest time between two answers
   */
  record Outcome(int sent, int answered, Duration longestSilence) {}

  private Pings(RunningProcess ping) {
    this.ping = ping;
  }

  /** Pings every 20 ms; returns when some were answered, so that no silence is missed. */
  static Pings start(Host from, String address, Path log) throws IOException {
    Pings pings = started(from, address, log);
    await("pings are answered")
        .atMost(Duration.ofSeconds(10))
        .until(() -> ANSWER.matcher(pings.ping.logText()).results().count() > 2);
    return pings;
  }

  private static Pings started(Host from, String address, Path log) throws IOException {
    return new Pings(
        from.start("ping", log, Map.of("LC_ALL", "C"), "ping", "-n", "-D", "-i", "0.02", address));
  }

  Outcome stop() throws IOException, InterruptedException, TimeoutException {
    ping.signal("INT");
    ping.waitFor(Duration.ofSeconds(5));
    return parse(ping.logText());
  }

  /** Reads what {@code ping -D} of iputils writes. */
  static Outcome parse(String text) throws IOException {
    List<Long> answeredMicros =
        ANSWER
            .matcher(text)
            .results()
            .map(each -> new BigDecimal(each.group(1)).movePointRight(6).longValueExact())
            .toList();
    long longestMicros = 0;
    for (int i = 1; i < answeredMicros.size(); i++) {
      longestMicros = Math.max(longestMicros, answeredMicros.get(i) - answeredMicros.get(i - 1));
    }
    Matcher sent = SENT.matcher(text);
    if (!sent.find()) {
      throw new IOException("not what ping writes: " + text.strip());
    }
    return new Outcome(
        Integer.parseInt(sent.group(1)),
        Integer.parseInt(sent.group(2)),
        Duration.of(longestMicros, ChronoUnit.MICROS));
  }
}
