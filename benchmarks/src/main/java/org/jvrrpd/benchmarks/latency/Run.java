package org.jvrrpd.benchmarks.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jvrrpd.benchmarks.compare.Load;
import org.jvrrpd.daemon.runtime.MeasuredMaster;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Capture;

/**
 * One measurement: a {@link MeasuredMaster} on a host of its own, and a packet socket with
 * SO_TIMESTAMPNS (socket(7)) at the other end of that host's cable.
 *
 * @param interval the advertisement interval, a multiple of 10 ms
 * @param loaded whether every core is busy meanwhile
 * @param duration how long it counts
 */
record Run(Duration interval, boolean loaded, Duration duration) {
  private static final String HOST = "sender";
  private static final String ADDRESS = "192.0.2.101";
  private static final String VIRTUAL_ADDRESS = "192.0.2.100";

  /** What comes first does not count: the process has just begun. */
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** For a JVM to start where every core is busy, and to end. */
  private static final Duration START = Duration.ofSeconds(20);

  private static final Duration ARRIVAL = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = 20_000_000L;

  /**
   * What came of it.
   *
   * @param scheduling what the event loop was, in words
   */
  record Outcome(String scheduling, Steps steps) {}

  /** For the name of a file: {@code 10ms-idle}. */
  String label() {
    return interval.toMillis() + "ms-" + (loaded ? "loaded" : "idle");
  }

  /** How many advertisements do not count, at least 2. */
  int warmUp() {
    return Math.toIntExact(Math.max(2, WARM_UP.dividedBy(interval)));
  }

  /** How many are sent. */
  int count() {
    return warmUp() + Math.toIntExact(Math.max(1, duration.dividedBy(interval)));
  }

  /**
   * Measures.
   *
   * @throws IOException if something cannot be started, or does not end in time
   */
  Outcome measure(Options options) throws IOException {
    Files.createDirectories(options.output());
    if (!loaded) {
      return measureNow(options);
    }
    try (Load _ = Load.onEveryCore()) {
      return measureNow(options);
    }
  }

  private Outcome measureNow(Options options) throws IOException {
    Path noted = options.output().resolve(label() + ".noted").toAbsolutePath();
    Path log = options.output().resolve(label() + ".log");
    Files.deleteIfExists(noted);
    Files.deleteIfExists(log);
    try (Lab lab = Lab.onOneBridge("latency", List.of(HostPlan.host(HOST, ADDRESS + "/24")))) {
      Host host = lab.host(HOST);
      Capture farEnd = host.captureFarEnd(options.output().resolve(label() + ".pcap"));
      await(host.start(HOST, log, Map.of(), command(host, options, noted)));
      List<String> lines = Files.readAllLines(noted);
      List<Passage> passages = lines.stream().skip(1).map(Passage::parse).toList();
      return new Outcome(
          lines.getFirst(), Steps.of(passages, received(farEnd, passages.size()), warmUp()));
    }
  }

  private String[] command(Host host, Options options, Path noted) {
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "@" + options.arguments().toAbsolutePath(),
      MeasuredMaster.class.getName(),
      host.interfaceName(),
      ADDRESS,
      VIRTUAL_ADDRESS,
      Long.toString(interval.toMillis()),
      Integer.toString(count()),
      noted.toString(),
      options.ordinary() ? "ordinary" : "real-time"
    };
  }

  private void await(RunningProcess sender) throws IOException {
    try {
      int status = sender.waitFor(START.plus(interval.multipliedBy(count())));
      if (status != 0) {
        throw new IOException("the sender ended with " + status + ": " + sender.logText().strip());
      }
    } catch (TimeoutException e) {
      throw new IOException(e.getMessage() + ": " + sender.logText().strip(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What the kernel has stamped at the other end, once all of it has been read. */
  private static List<Long> received(Capture farEnd, int count) throws IOException {
    long startNanos = System.nanoTime();
    List<Long> stamps = stamps(farEnd);
    while (stamps.size() < count && System.nanoTime() - startNanos < ARRIVAL.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
      stamps = stamps(farEnd);
    }
    return stamps;
  }

  private static List<Long> stamps(Capture farEnd) throws IOException {
    return farEnd.soFar().advertisements().stream()
        .filter(each -> each.source().equals(ADDRESS))
        .map(Advertisement::epochNanos)
        .toList();
  }
}
