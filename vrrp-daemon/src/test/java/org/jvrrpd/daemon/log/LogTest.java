package org.jvrrpd.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-04T06:40:01.987Z"));

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void writesLinesAsKeepalivedPrintsThem() {
    try (Log log = open(written, new ConsoleFormat(ZoneOffset.UTC))) {
      log.info("(VI_MAIN) Entering MASTER STATE");
    }

    assertThat(lines())
        .containsExactly("Wed Nov  4 06:40:01 2026: (VI_MAIN) Entering MASTER STATE");
  }

  @Test
  void writesLevelsInsteadOfTimesForTheJournal() {
    try (Log log = open(written, new JournalFormat())) {
      log.error("broken");
      log.warning("odd");
      log.info("normal");
      log.debug("not wanted");
    }

    assertThat(lines()).containsExactly("<3>broken", "<4>odd", "<6>normal");
  }

  @Test
  void letsNobodyForgeALine() {
    try (Log log = open(written, new JournalFormat())) {
      log.info("printed\n<0>forged\u001b[2J\u0085");
      log.info("x".repeat(5000));
    }

    assertThat(lines()).containsExactly("<6>printed?<0>forged?[2J?", "<6>" + "x".repeat(2048));
  }

  @Test
  void neverWaitsForAReaderThatHangsAndCountsWhatItDrops() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink();
        Pipe.SourceChannel source = pipe.source();
        Log log = open(Channels.newOutputStream(sink), new JournalFormat())) {
      String message = "y".repeat(1000);
      Duration worst = Duration.ZERO;
      int lines = Log.CAPACITY_LINES + 4000;
      for (int i = 0; i < lines; i++) {
        long before = System.nanoTime();
        log.info(message);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        worst = took.compareTo(worst) > 0 ? took : worst;
      }
      assertThat(worst).isLessThan(Duration.ofSeconds(1));
      // A pipe holds 64 KiB by default.
      assertThat(log.droppedLines()).isBetween(3000L, 4000L);

      List<String> all = readLines(source, lines - log.droppedLines() + 1);

      String report = log.droppedLines() + " log lines were dropped";
      assertThat(all)
          .filteredOn(line -> !line.endsWith(message))
          .containsExactly("<4>" + report + " because stderr did not take them in time");
    }
  }

  private static List<String> readLines(Pipe.SourceChannel source, long count) throws IOException {
    BufferedReader reader = new BufferedReader(Channels.newReader(source, StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(reader.readLine());
    }
    return lines;
  }

  @Test
  void closesInABoundedTimeThoughTheReaderHangs() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink();
        Pipe.SourceChannel _ = pipe.source()) {
      Log log = open(Channels.newOutputStream(sink), new JournalFormat());
      for (int i = 0; i < 200; i++) {
        log.info("z".repeat(1000));
      }

      long before = System.nanoTime();
      log.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Log.FLUSH_BOUND.minusMillis(10), Duration.ofSeconds(2));
    }
  }

  @Test
  void goesOnWhenStandardErrorFailsForATime() {
    FailingAtFirst sink = new FailingAtFirst(written);
    try (Log log = open(sink, new JournalFormat())) {
      log.info("lost");
      await().until(() -> log.droppedLines() == 1);
      sink.failing = false;
      log.info("seen");
    }

    assertThat(lines())
        .containsExactly(
            "<6>seen", "<4>1 log line was dropped because stderr did not take them in time");
  }

  private static final class FailingAtFirst extends OutputStream {
    private final OutputStream sink;
    private volatile boolean failing = true;

    FailingAtFirst(OutputStream sink) {
      this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failing) {
        throw new IOException("Broken pipe");
      }
      sink.write(bytes, offset, length);
    }
  }

  private static Log open(OutputStream sink, LineFormat format) {
    return Log.open(sink, format, CLOCK, Severity.INFO);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
