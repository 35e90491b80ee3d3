package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.daemon.notify.Notices.files;
import static org.jvrrpd.daemon.notify.Notices.notice;
import static org.jvrrpd.daemon.notify.Notices.text;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/** The named pipe and the log, on a real file system. */
@Timeout(30)
class FilesTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final RecordedLog log = new RecordedLog();
  private final Troubles troubles = new Troubles();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void thePipeHasALineForEachChangeAndNobodyNeedRead() throws Exception {
    Path pipe = directory.resolve("fifo");
    try (Notifier notifier = new Notifier(files(Optional.of(pipe), Optional.empty()), log.log())) {
      await().atMost(LONG).until(() -> Files.exists(pipe));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)))
          .isEqualTo("rw-------");
      notifier.changed(notice("VI_MAIN", Event.BACKUP, 90));

      try (BufferedReader reader = reader(pipe)) {
        notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
        assertThat(reader.readLine()).isEqualTo("INSTANCE \"VI_MAIN\" BACKUP 90");
        assertThat(reader.readLine()).isEqualTo("INSTANCE \"VI_MAIN\" MASTER 100");
        notifier.stopping(List.of(notice("VI_MAIN", Event.STOP, 100))).get(3, TimeUnit.SECONDS);
        assertThat(reader.readLine()).isEqualTo("INSTANCE \"VI_MAIN\" STOP 100");
      }
    }
    assertThat(pipe).doesNotExist();
  }

  @Test
  void aFullPipeLosesLinesAndSaysSoOnce() throws Exception {
    Path pipe = directory.resolve("fifo");
    Fifo fifo = new Fifo(PipeSettings.of(pipe), log.log(), troubles);
    // 65,536 bytes (pipe(7)) hold fewer than 2,500 lines of 29.
    for (int i = 0; i < 2_500; i++) {
      fifo.write(notice("VI_MAIN", Event.MASTER, 100));
    }
    try (BufferedReader reader = reader(pipe)) {
      for (int i = 0; i < 500; i++) {
        assertThat(reader.readLine()).isEqualTo("INSTANCE \"VI_MAIN\" MASTER 100");
      }
      fifo.write(notice("VI_MAIN", Event.FAULT, 100));
    }
    fifo.close();

    await().atMost(LONG).until(() -> log.text().contains("read again"));
    assertThat(log.whole().lines()).hasSize(2);
    assertThat(log.whole()).contains(pipe + " is full").containsPattern("after \\d+ lost");
  }

  @Test
  void aPipeThatWasThereStays() throws Exception {
    Path pipe = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", "-m", "660", pipe.toString()).start().waitFor())
        .isZero();
    Fifo fifo = new Fifo(PipeSettings.of(pipe), log.log(), troubles);
    fifo.write(notice("VI_MAIN", Event.MASTER, 100));
    fifo.close();

    assertThat(pipe).exists();
    assertThat(log.whole()).isEmpty();
  }

  @Test
  void whatIsNoPipeOfOursIsNotTouched() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    Path foreign = directory.resolve("foreign");
    assertThat(new ProcessBuilder("mkfifo", foreign.toString()).start().waitFor()).isZero();
    Files.setAttribute(foreign, "unix:uid", 65_534);
    for (Path each : List.of(target, link, foreign, directory.resolve("no/such/folder"))) {
      Fifo fifo = new Fifo(PipeSettings.of(each), log.log(), troubles);
      fifo.write(notice("VI_MAIN", Event.MASTER, 100));
      fifo.write(notice("VI_MAIN", Event.BACKUP, 100));
      fifo.close();
    }
    await().atMost(LONG).until(() -> log.text().lines().count() == 4);
    assertThat(log.whole())
        .contains(target + " is not a named pipe")
        .contains(link + " is not a named pipe")
        .contains(foreign + " belongs to somebody else")
        .contains("No such file or directory");
    assertThat(target).content().isEqualTo("precious");
    assertThat(link).isSymbolicLink();
    assertThat(foreign).exists();
  }

  @Test
  void theLogHasAnEntryForEachChangeInItsFixedForm() throws Exception {
    Path file = directory.resolve("keepalived_notify.log");
    LogFile logFile = new LogFile(ZoneId.of("Asia/Tokyo"), log.log(), troubles);
    logFile.use(Optional.of(file));

    logFile.write(notice("VI_MAIN", Event.MASTER, 100));
    logFile.write(notice("VI_MAIN", Event.STOP, 100));

    assertThat(file)
        .content()
        .isEqualTo(
            """
            2026-11-24 21:00:00: Transitioned to MASTER state
              Type: INSTANCE
              Name: VI_MAIN
              State: MASTER
            2026-11-24 21:00:00: Transitioned to STOP state
              Type: INSTANCE
              Name: VI_MAIN
              State: STOP
            """);
  }

  @Test
  void aLogThatWasRotatedAwayIsBegunAnew() throws Exception {
    Path file = directory.resolve("log");
    LogFile logFile = new LogFile(ZoneOffset.UTC, log.log(), troubles);
    logFile.use(Optional.of(file));
    logFile.write(notice("VI_MAIN", Event.MASTER, 100));
    Path rotated = Files.move(file, directory.resolve("log.1"));

    logFile.write(notice("VI_MAIN", Event.BACKUP, 100));

    assertThat(file).content().contains("BACKUP").doesNotContain("MASTER");
    assertThat(rotated).content().doesNotContain("BACKUP");
  }

  @Test
  void aLogThatCannotBeWrittenIsOneWarning() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    Path folder = directory.resolve("later");
    for (Path each : List.of(link, Path.of("/dev/null"), folder.resolve("log"))) {
      LogFile logFile = new LogFile(ZoneOffset.UTC, log.log(), troubles);
      logFile.use(Optional.of(each));
      logFile.write(notice("VI_MAIN", Event.MASTER, 100));
      logFile.write(notice("VI_MAIN", Event.BACKUP, 100));
      assertThat(troubles.sentences()).hasSize(1);
      if (each.startsWith(folder)) {
        Files.createDirectory(folder);
        logFile.write(notice("VI_MAIN", Event.FAULT, 100));
      }
    }
    await().atMost(LONG).until(() -> log.text().lines().count() == 3);
    assertThat(log.whole()).contains("not a plain file").contains("its folder does not exist");
    assertThat(target).content().isEqualTo("precious");
    assertThat(troubles.sentences()).isEmpty();
    assertThat(text(folder.resolve("log"))).contains("FAULT").doesNotContain("MASTER");
  }

  @Test
  void otherFilesAreTakenUpWithoutAStart() throws Exception {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    Path pipe = directory.resolve("pipe");
    try (Notifier notifier = new Notifier(Notices.NOBODY, log.log())) {
      notifier.reconfigure(files(Optional.of(pipe), Optional.of(first)));
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> text(first).contains("MASTER"));
      notifier.reconfigure(files(Optional.empty(), Optional.of(second)));
      notifier.changed(notice("VI_MAIN", Event.BACKUP, 100));
      await().atMost(LONG).until(() -> text(second).contains("BACKUP"));
    }
    assertThat(text(first)).doesNotContain("BACKUP");
    assertThat(Files.exists(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static BufferedReader reader(Path pipe) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(pipe.toFile()), StandardCharsets.UTF_8));
  }
}
