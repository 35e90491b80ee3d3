package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.log.Log;

class NotificationScriptsTest {
  @TempDir Path directory;

  @Test
  void runOneAfterAnotherInTheOrderOfTheChangesWithKeepalivedsArguments() throws IOException {
    Path told = directory.resolve("told");
    // The first one takes longest, so that an order by luck would be another one.
    Path script = script("[ \"$3\" = FAULT ] && sleep 0.5\necho \"$@\" >> " + told);
    try (Log log = Log.toNowhere();
        NotificationScripts scripts = new NotificationScripts(log)) {
      scripts.changed(Optional.of(script + " extra"), "VI_MAIN", "FAULT", 80);
      scripts.changed(Optional.of(script.toString()), "VI_MAIN", "BACKUP", 90);
      scripts.changed(Optional.empty(), "VI_MAIN", "BACKUP", 90);
      scripts.changed(Optional.of(script.toString()), "VI_MAIN", "MASTER", 100);

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> told.toFile().exists() && lines(told) == 3);
    }
    assertThat(told)
        .content()
        .isEqualTo(
            """
            extra INSTANCE VI_MAIN FAULT 80
            INSTANCE VI_MAIN BACKUP 90
            INSTANCE VI_MAIN MASTER 100
            """);
  }

  @Test
  void theStopScriptIsKilledAfterASecondTogetherWithWhatItStarted() throws Exception {
    Path pid = directory.resolve("pid");
    Path script = script("tail -f /dev/null & echo $! > " + pid + "\nwait");
    try (Log log = Log.toNowhere();
        NotificationScripts scripts = new NotificationScripts(log)) {
      CompletableFuture<Void> ended =
          scripts.stopped(Optional.of(script.toString()), "VI_MAIN", 100);

      ended.get(3, TimeUnit.SECONDS);
    }
    long child = Long.parseLong(Files.readString(pid).strip());
    await().atMost(Duration.ofSeconds(2)).until(() -> hasEnded(child));
  }

  @Test
  void aScriptThatIsMissingHarmsNobody() throws Exception {
    try (Log log = Log.toNowhere();
        NotificationScripts scripts = new NotificationScripts(log)) {
      scripts.stopped(Optional.of("/nonexistent"), "VI_MAIN", 100).get(3, TimeUnit.SECONDS);
    }
  }

  private Path script(String body) throws IOException {
    Path script = directory.resolve("script.sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /**
   * Gone, or a zombie: the first process of this test's pid namespace is a JVM, which reaps nobody.
   */
  private static boolean hasEnded(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    return !Files.exists(status) || Files.readString(status).contains("State:\tZ");
  }

  private static long lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}
