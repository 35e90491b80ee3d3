package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.config.judgement.JudgedFile;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.notify.HookCommand;
import org.jvrrpd.daemon.notify.MailSettings;
import org.jvrrpd.daemon.notify.NotifierSettings;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.notify.SubjectHooks;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.ScriptInspection;

/** Whom a keepalived.conf wants to be told. */
class HookSettingsTest {
  @TempDir private Path directory;

  @Test
  void theEventsOwnCommandComesBeforeTheGeneralOne() throws IOException {
    SubjectHooks hooks =
        instance(
            settings(
                "", "notify_master \"/m 'a b' $x\"\n notify /n\n notify_master_rx_lower_pri /l"));

    assertThat(commands(hooks, Event.MASTER)).containsExactly(plain("/m 'a b' $x"), general("/n"));
    assertThat(commands(hooks, Event.MASTER).getFirst().command().words())
        .containsExactly("/m", "a b", "$x");
    assertThat(commands(hooks, Event.STOP)).containsExactly(general("/n"));
    assertThat(commands(hooks, Event.MASTER_RX_LOWER_PRI)).containsExactly(plain("/l"));
    assertThat(hooks.commands()).doesNotContainKey(Event.MASTER_PRIORITY);
    assertThat(hooks.tellsDeletion()).isFalse();
  }

  @Test
  void groupsHaveTheirOwn() throws IOException {
    NotifierSettings settings = settings("", "notify_deleted /d\n notify_priority_changes on");

    assertThat(commands(group(settings), Event.BACKUP)).containsExactly(plain("/group"));
    assertThat(group(settings).mail()).isTrue();
    assertThat(instance(settings).tellsDeletion()).isTrue();
    assertThat(instance(settings).priorityChanges()).isTrue();
    assertThat(instance(settings).mail()).isFalse();
  }

  @Test
  void aHooksOwnUserCountsBeforeTheGlobalOne() throws IOException {
    NotifierSettings settings =
        settings(
            "script_user daemon games\n enable_script_security",
            "notify_master /m root\n notify_backup /b\n notify_fault /f root sys");

    SubjectHooks hooks = instance(settings);
    assertThat(commands(hooks, Event.MASTER))
        .containsExactly(hook("/m", Optional.of("root"), Optional.empty(), true));
    assertThat(commands(hooks, Event.BACKUP))
        .containsExactly(hook("/b", Optional.of("daemon"), Optional.of("games"), true));
    assertThat(commands(hooks, Event.FAULT))
        .containsExactly(hook("/f", Optional.of("root"), Optional.of("sys"), true));
  }

  @Test
  void aQuoteThatDoesNotEndMakesAHookThatFails() throws IOException {
    SubjectHooks hooks = instance(settings("", "notify_master \"/m 'a\""));
    HookCommand hook = commands(hooks, Event.MASTER).getFirst();

    assertThat(hook.command().words()).containsExactly("/m 'a");
  }

  @Test
  void pipesHaveReadersAndMailsAreFilledUpFromTheHost() throws IOException {
    NotifierSettings settings =
        settings(
            """
            notify_fifo /run/all
            vrrp_notify_fifo /run/vrrp
            vrrp_notify_fifo_script "/reader -v" daemon
            notification_email { a@example.net b@example.net }
            smtp_server 192.0.2.25 2525
            smtp_connect_timeout 7
            no_email_faults
            """,
            "");

    assertThat(settings.fifos())
        .containsExactlyInAnyOrder(
            new PipeSettings(Path.of("/run/all"), usual(), Optional.empty()),
            new PipeSettings(
                Path.of("/run/vrrp"),
                Optional.of("daemon"),
                Optional.of(hook("/reader -v", Optional.of("daemon"), Optional.empty(), false))));
    assertThat(settings.mail())
        .contains(
            new MailSettings(
                "host1",
                List.of("a@example.net", "b@example.net"),
                "keepalived@host1",
                "192.0.2.25",
                2525,
                Optional.of("host1"),
                Duration.ofSeconds(7),
                false));
  }

  private NotifierSettings settings(String globals, String hooks) throws IOException {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(
        file,
        """
        global_defs {
         %s
        }
        vrrp_sync_group VG {
          group { VI_1 }
          notify_backup /group
          smtp_alert
        }
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          virtual_ipaddress { 192.0.2.100 }
          %s
        }
        """
            .formatted(globals, hooks));
    JudgedFile judged = JudgedFile.read(file, Surroundings.ofThisMachine(), Optional.empty());
    return HookSettings.of(judged.configuration(), "host1");
  }

  private static SubjectHooks instance(NotifierSettings settings) {
    return settings.instances().getOrDefault("VI_1", SubjectHooks.NONE);
  }

  private static SubjectHooks group(NotifierSettings settings) {
    return settings.groups().getOrDefault("VG", SubjectHooks.NONE);
  }

  private static List<HookCommand> commands(SubjectHooks hooks, Event event) {
    return hooks.commands().getOrDefault(event, List.of());
  }

  private static Optional<String> usual() {
    return ScriptInspection.defaultUser();
  }

  private static HookCommand plain(String line) {
    return hook(line, usual(), Optional.empty(), false);
  }

  private static HookCommand general(String line) {
    return new HookCommand(words(line), usual(), Optional.empty(), true, false);
  }

  private static HookCommand hook(
      String line, Optional<String> user, Optional<String> group, boolean onlyIfSafe) {
    return new HookCommand(words(line), user, group, false, onlyIfSafe);
  }

  private static CommandLine words(String line) {
    return CommandLine.parseWithoutShell(line).orElseThrow();
  }
}
