package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.daemon.notify.Notices.group;
import static org.jvrrpd.daemon.notify.Notices.named;
import static org.jvrrpd.daemon.notify.Notices.notice;
import static org.jvrrpd.daemon.notify.Notices.script;
import static org.jvrrpd.daemon.notify.Notices.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.process.CommandLine;

/** Hooks of single instances and groups, as a keepalived.conf has them. */
@Timeout(30)
class HooksTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final RecordedLog log = new RecordedLog();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void eachInstanceAndEachGroupHasItsOwnAndOnlyNotifyGetsArguments() throws IOException {
    Path told = directory.resolve("told");
    CommandLine script = script(directory, "script", "echo \"$@\" >>" + told);
    SubjectHooks instance =
        hooks(
            Map.of(
                Event.MASTER,
                List.of(plain(script + " own"), Notices.command(line(script + " any")))));
    SubjectHooks group =
        hooks(Map.of(Event.BACKUP, List.of(Notices.command(line(script + " group")))));
    try (Notifier notifier =
        notifier(Map.of("VI_1", instance), Map.of("VG", group, "VI_1", group), List.of())) {
      notifier.changed(notice("VI_2", Event.MASTER, 1));
      notifier.changed(group("VG", Event.MASTER));
      notifier.changed(notice("VI_1", Event.MASTER, 200));
      awaitLines(told, 2);
      notifier.changed(group("VG", Event.BACKUP));
      awaitLines(told, 3);
    }
    assertThat(told)
        .content()
        .isEqualTo("own\nany INSTANCE VI_1 MASTER 200\ngroup GROUP VG BACKUP 0\n");
  }

  @Test
  void deletionIsFaultUnlessSomebodyAsksForIt() throws IOException {
    Path told = directory.resolve("told");
    CommandLine script = script(directory, "script", "echo \"$3\" >>" + told);
    Map<Event, List<HookCommand>> commands =
        Map.of(
            Event.FAULT, List.of(Notices.command(script)),
            Event.DELETED, List.of(Notices.command(script)));
    try (Notifier notifier =
        notifier(
            Map.of(
                "OLD", new SubjectHooks(commands, false, false, false),
                "NEW", new SubjectHooks(commands, false, false, true)),
            Map.of(),
            List.of())) {
      notifier.changed(notice("OLD", Event.DELETED, 1));
      awaitLines(told, 1);
      notifier.changed(notice("NEW", Event.DELETED, 1));
      awaitLines(told, 2);
    }
    assertThat(told).content().isEqualTo("FAULT\nDELETED\n");
  }

  @Test
  void everyPipeGetsEverythingButPrioritiesForWhichSomebodyMustAsk() throws IOException {
    Path told = directory.resolve("told");
    CommandLine reader = script(directory, "reader", "exec cat \"$1\" >>" + told);
    List<PipeSettings> pipes =
        List.of(pipe("one", Optional.of(Notices.command(reader))), pipe("two", Optional.empty()));
    try (Notifier notifier =
        notifier(Map.of("LOUD", new SubjectHooks(Map.of(), false, true, false)), Map.of(), pipes)) {
      notifier.changed(notice("LOUD", Event.MASTER_PRIORITY, 90));
      notifier.changed(notice("QUIET", Event.BACKUP_PRIORITY, 80));
      notifier.changed(notice("QUIET", Event.MASTER_RX_LOWER_PRI, 80));
      notifier.changed(group("VG", Event.FAULT));
      awaitLines(told, 3);
      assertThat(Files.readAllLines(told))
          .containsExactly(
              "INSTANCE \"LOUD\" MASTER_PRIORITY 90",
              "INSTANCE \"QUIET\" MASTER_RX_LOWER_PRI 80",
              "GROUP \"VG\" FAULT 0");
      assertThat(directory.resolve("two")).exists();
    }
    assertThat(directory.resolve("one")).doesNotExist();
    assertThat(directory.resolve("two")).doesNotExist();
  }

  @Test
  void aReaderThatEndsIsStartedAgainAndGoesWithTheDaemon() throws Exception {
    Path told = directory.resolve("told");
    Path pids = directory.resolve("pids");
    CommandLine reader =
        script(
            directory,
            "reader",
            "echo $$ >>" + pids + "; read line <\"$1\"; echo \"$line\" >>" + told);
    PipeSettings pipe = pipe("fifo", Optional.empty());
    Troubles troubles = new Troubles();
    try (Fifo fifo = new Fifo(pipe, log.log(), troubles);
        FifoReader _ =
            new FifoReader(
                Notices.command(reader), pipe.path(), log.log(), troubles, Duration.ofMillis(20))) {
      fifo.write(notice("VI_1", Event.MASTER, 100));
      awaitLines(told, 1);
      awaitLines(pids, 2);
      fifo.write(notice("VI_1", Event.BACKUP, 100));
      awaitLines(told, 2);
      awaitLines(pids, 3);
      assertThat(troubles.sentences()).singleElement().asString().contains("exited with status 0");
    }
    long last = Long.parseLong(Files.readAllLines(pids).getLast());
    await().atMost(LONG).until(() -> ProcessHandle.of(last).isEmpty());
    assertThat(troubles.sentences()).isEmpty();
  }

  @Test
  void aScriptThatOthersCanReplaceDoesNotRunAsRootWhereThatMatters() throws IOException {
    CommandLine script = script(directory, "script", "echo ran >" + directory.resolve("ran"));
    Files.setPosixFilePermissions(
        directory.resolve("script"), PosixFilePermissions.fromString("rwxrwxrwx"));
    HookCommand careful = new HookCommand(script, Optional.empty(), Optional.empty(), false, true);
    try (Notifier notifier =
        notifier(
            Map.of("VI_1", hooks(Map.of(Event.MASTER, List.of(careful)))), Map.of(), List.of())) {
      notifier.changed(notice("VI_1", Event.MASTER, 100));
      await().atMost(LONG).until(() -> !notifier.troubles().isEmpty());
      assertThat(notifier.troubles().getFirst())
          .contains("did not run: runs as root, but everybody can write to");
    }
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void theGroupOfAHookIsItsOwn() throws IOException {
    Path told = directory.resolve("told");
    Files.createFile(told);
    Files.setPosixFilePermissions(told, PosixFilePermissions.fromString("rw-rw-rw-"));
    CommandLine command = line("/bin/sh -c 'id -un >>\"$0\"; id -g >>\"$0\"' " + told);
    HookCommand hook =
        new HookCommand(command, Optional.of("root"), Optional.of("12345"), false, false);
    try (Notifier notifier =
        notifier(Map.of("VI_1", hooks(Map.of(Event.MASTER, List.of(hook)))), Map.of(), List.of())) {
      notifier.changed(notice("VI_1", Event.MASTER, 100));
      awaitLines(told, 2);
    }
    assertThat(told).content().isEqualTo("root\n12345\n");
  }

  @Test
  void groupsAreToldOfTheEndToo() throws Exception {
    Path told = directory.resolve("told");
    SubjectHooks hooks =
        hooks(
            Map.of(
                Event.STOP,
                List.of(Notices.command(script(directory, "s", "echo \"$@\" >>" + told)))));
    try (Notifier notifier = notifier(Map.of(), Map.of("VG", hooks), List.of())) {
      notifier.stopping(List.of(group("VG", Event.STOP))).get(5, TimeUnit.SECONDS);
    }
    assertThat(text(told)).isEqualTo("GROUP VG STOP 0\n");
  }

  private Notifier notifier(
      Map<String, SubjectHooks> instances,
      Map<String, SubjectHooks> groups,
      List<PipeSettings> pipes) {
    return new Notifier(named(instances, groups, pipes, Optional.empty()), log.log());
  }

  private PipeSettings pipe(String name, Optional<HookCommand> reader) {
    return new PipeSettings(directory.resolve(name), Optional.empty(), reader);
  }

  private static SubjectHooks hooks(Map<Event, List<HookCommand>> commands) {
    return new SubjectHooks(commands, false, false, false);
  }

  private static CommandLine line(String text) {
    return CommandLine.parseWithoutShell(text).orElseThrow();
  }

  private static HookCommand plain(String text) {
    return new HookCommand(line(text), Optional.empty(), Optional.empty(), false, false);
  }

  private static void awaitLines(Path file, int count) {
    await().atMost(LONG).until(() -> text(file).lines().count() == count);
  }
}
