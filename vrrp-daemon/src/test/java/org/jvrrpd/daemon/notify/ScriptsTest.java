package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.daemon.notify.Notices.notice;
import static org.jvrrpd.daemon.notify.Notices.script;
import static org.jvrrpd.daemon.notify.Notices.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.process.CommandLine;

/** Real scripts, run for notices. */
@Timeout(30)
class ScriptsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final RecordedLog log = new RecordedLog();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void runOneAfterAnotherInTheOrderOfTheChangesWithKeepalivedsArguments() throws IOException {
    Path told = directory.resolve("told");
    // The first one takes longest, so that an order by luck would be another one.
    CommandLine own =
        script(directory, "own", "[ \"$3\" = FAULT ] && sleep 0.5\necho own \"$@\" >>" + told);
    CommandLine any = script(directory, "any", "echo any \"$@\" >>" + told);
    Map<Event, List<CommandLine>> scripts =
        Map.of(Event.FAULT, List.of(own, any), Event.MASTER, List.of(own, any));
    try (Notifier notifier = new Notifier(Notices.scripts(scripts, LONG), log.log())) {
      notifier.changed(notice("VI_MAIN", Event.FAULT, 80));
      notifier.changed(notice("VI_MAIN", Event.BACKUP, 90));
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      awaitLines(told, 4);
    }
    assertThat(told)
        .content()
        .isEqualTo(
            """
            own INSTANCE VI_MAIN FAULT 80
            any INSTANCE VI_MAIN FAULT 80
            own INSTANCE VI_MAIN MASTER 100
            any INSTANCE VI_MAIN MASTER 100
            """);
    assertThat(log.whole()).contains("<6>(VI_MAIN) notification script " + any + " exited with");
  }

  @Test
  void theEnvironmentTellsTheRest() throws IOException {
    Path told = directory.resolve("told");
    CommandLine dump =
        script(directory, "dump", "env | grep ^JVRRPD_ | grep -v _TEST_JDK= | sort >" + told);
    try (Notifier notifier = notifier(Event.MASTER, dump, LONG)) {
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      awaitLines(told, 11);
    }
    assertThat(told)
        .content()
        .isEqualTo(
            """
            JVRRPD_INSTANCE=VI_MAIN
            JVRRPD_INTERFACE=eth0
            JVRRPD_NODE=server1
            JVRRPD_PREVIOUS_STATE=BACKUP
            JVRRPD_PRIORITY=100
            JVRRPD_REASON=master down
            JVRRPD_STATE=MASTER
            JVRRPD_TIME=2026-11-24T12:00:00.123Z
            JVRRPD_TYPE=INSTANCE
            JVRRPD_VIP=192.0.2.100/24 192.0.2.101/24
            JVRRPD_VRID=51
            """);
  }

  @Test
  void oneInstanceDoesNotWaitForAnother() throws IOException {
    Path told = directory.resolve("told");
    CommandLine script =
        script(
            directory,
            "script",
            "[ \"$2\" = SLOW ] && exec tail -f /dev/null\necho \"$2\" >>" + told);
    try (Notifier notifier = notifier(Event.MASTER, script, LONG)) {
      notifier.changed(notice("SLOW", Event.MASTER, 100));
      notifier.changed(notice("QUICK", Event.MASTER, 100));
      awaitLines(told, 1);
    }
    assertThat(told).content().isEqualTo("QUICK\n");
  }

  @Test
  void oneThatTakesTooLongIsEndedAndTheNextRuns() throws IOException {
    Path told = directory.resolve("told");
    CommandLine script =
        script(
            directory,
            "script",
            "[ \"$4\" = 1 ] && { echo stuck; exec tail -f /dev/null; }\necho \"$4\" >>" + told);
    // The second one has to end within it, on a busy machine too.
    try (Notifier notifier = notifier(Event.MASTER, script, Duration.ofSeconds(3))) {
      notifier.changed(notice("VI_MAIN", Event.MASTER, 1));
      notifier.changed(notice("VI_MAIN", Event.MASTER, 2));
      awaitLines(told, 1);
    }
    assertThat(log.whole())
        .contains("<4>(VI_MAIN) notification script " + script + " was ended after 3 s")
        .contains(script + " printed: stuck");
  }

  @Test
  void oneThatFailsIsLoggedWithItsLastWords() throws IOException {
    CommandLine script =
        script(directory, "script", "seq 1 9; echo 'mount: no such device' >&2; exit 32");
    try (Notifier notifier = notifier(Event.MASTER, script, LONG)) {
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("no such device"));
      await().atMost(LONG).until(() -> !notifier.troubles().isEmpty());
      assertThat(notifier.troubles())
          .containsExactly(
              "(VI_MAIN) notification script " + script + " for MASTER exited with status 32");

      Files.writeString(directory.resolve("script"), "#!/bin/sh\n");
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> notifier.troubles().isEmpty());
    }
    assertThat(log.whole())
        .contains("<4>(VI_MAIN) notification script " + script + " exited with status 32")
        .contains("printed: mount: no such device")
        .contains("printed: 6")
        .doesNotContain("printed: 5");
  }

  @Test
  void oneThatIsMissingHarmsNobody() {
    try (Notifier notifier =
        notifier(Event.MASTER, CommandLine.parse("/nonexistent").orElseThrow(), LONG)) {
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("there is no file /nonexistent"));
    }
  }

  @Test
  void thoseThatWaitTooLongAreDroppedOldestFirst() throws IOException {
    Path told = directory.resolve("told");
    Path gate = directory.resolve("gate");
    CommandLine script =
        script(
            directory,
            "script",
            "while [ ! -e " + gate + " ]; do sleep 0.05; done; echo \"$4\" >>" + told);
    int sent = ScriptLanes.MAX_WAITING + 3;
    try (Notifier notifier = notifier(Event.MASTER, script, LONG)) {
      for (int i = 0; i < sent; i++) {
        notifier.changed(notice("VI_MAIN", Event.MASTER, i));
      }
      assertThat(gate.toFile().createNewFile()).isTrue();
      await().atMost(LONG).until(() -> text(told).endsWith("\n" + (sent - 1) + "\n"));
    }
    assertThat(text(told).lines().count()).isBetween(64L, 66L);
    assertThat(log.whole()).contains("the oldest notification is dropped");
  }

  @Test
  void theEndWaitsForNothingThatIsUnderWay() throws Exception {
    Path told = directory.resolve("told");
    CommandLine slow =
        script(directory, "slow", "echo slow >>" + told + "; exec tail -f /dev/null");
    CommandLine stop = script(directory, "stop", "echo \"$@\" >>" + told);
    Map<Event, List<CommandLine>> scripts =
        Map.of(Event.MASTER, List.of(slow), Event.STOP, List.of(stop));
    try (Notifier notifier = new Notifier(Notices.scripts(scripts, LONG), log.log())) {
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      awaitLines(told, 1);

      notifier.stopping(List.of(notice("VI_MAIN", Event.STOP, 100))).get(3, TimeUnit.SECONDS);
    }
    assertThat(told).content().isEqualTo("slow\nINSTANCE VI_MAIN STOP 100\n");
  }

  @Test
  void theScriptOfTheEndHasOneSecond() throws Exception {
    CommandLine stop = script(directory, "stop", "trap '' TERM\nwhile :; do sleep 1; done");
    try (Notifier notifier = notifier(Event.STOP, stop, LONG)) {
      long before = System.nanoTime();

      notifier.stopping(List.of(notice("VI_MAIN", Event.STOP, 100))).get(5, TimeUnit.SECONDS);

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
    assertThat(log.whole()).contains("stop was ended after 1 s");
  }

  private Notifier notifier(Event event, CommandLine script, Duration limit) {
    return new Notifier(Notices.scripts(Map.of(event, List.of(script)), limit), log.log());
  }

  private static void awaitLines(Path file, int count) {
    await().atMost(LONG).until(() -> text(file).lines().count() == count);
  }
}
