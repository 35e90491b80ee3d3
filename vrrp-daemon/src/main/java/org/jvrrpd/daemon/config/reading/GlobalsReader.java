package org.jvrrpd.daemon.config.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vrrp.Announcing;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Globals.Fifo;
import org.jvrrpd.daemon.config.vrrp.Globals.Mail;
import org.jvrrpd.daemon.config.vrrp.Globals.ScriptUser;
import org.jvrrpd.daemon.config.vrrp.Placed;

/** Reads {@code global_defs}. */
final class GlobalsReader {
  private static final int VERSION = 2;
  private static final int SMTP_PORT = 25;
  private static final int SMTP_SECONDS = 30;
  private static final int BURST = 5;
  private static final Duration BURST_DELAY = Duration.ofSeconds(5);
  private static final int MAX_PORT = 65_535;

  /** Of sched_get_priority_max(2) for SCHED_RR. */
  private static final int MAX_REAL_TIME_PRIORITY = 99;

  private GlobalsReader() {}

  static Globals read(Settings settings) {
    return new Globals(
        settings.text("router_id").map(Placed::value),
        settings.integer(VERSION, "vrrp_version"),
        announcing(settings),
        settings.seconds(Duration.ZERO, "vrrp_garp_interval"),
        settings.seconds(Duration.ZERO, "vrrp_gna_interval"),
        settings.seconds(Duration.ZERO, "vrrp_startup_delay"),
        settings.seconds(Duration.ZERO, "vrrp_delay_after_boot"),
        settings.flag("vrrp_strict").orElse(false),
        settings.address("vrrp_mcast_group4").map(Placed::value),
        settings.address("vrrp_mcast_group6").map(Placed::value),
        settings.text("default_interface").map(Placed::value),
        realTimePriority(settings),
        settings.has("vrrp_no_swap"),
        settings.last("script_user").flatMap(GlobalsReader::user),
        settings.has("enable_script_security"),
        mail(settings),
        fifos(settings));
  }

  /** keepalived takes the nearest priority that there is. */
  private static OptionalInt realTimePriority(Settings settings) {
    return settings
        .last("vrrp_rt_priority")
        .flatMap(Statement::value)
        .map(Word::text)
        .filter(text -> text.matches("[+-]?\\d{1,9}"))
        .map(text -> OptionalInt.of(Math.clamp(Integer.parseInt(text), 1, MAX_REAL_TIME_PRIORITY)))
        .orElseGet(OptionalInt::empty);
  }

  private static Announcing announcing(Settings settings) {
    boolean least = settings.flag("vrrp_min_garp").orElse(false);
    Announcing usual =
        least
            ? new Announcing(Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO)
            : new Announcing(
                BURST_DELAY, BURST, Duration.ZERO, 1, BURST_DELAY, BURST, Duration.ZERO);
    return AnnouncingReader.read(settings, "vrrp_", usual, true);
  }

  private static Optional<ScriptUser> user(Statement statement) {
    return Settings.text(statement.arguments(), 0)
        .map(user -> new ScriptUser(user, Settings.text(statement.arguments(), 1), statement.at()));
  }

  private static Mail mail(Settings settings) {
    Optional<List<Word>> server = settings.last("smtp_server").map(Statement::arguments);
    int port =
        server
            .flatMap(words -> Settings.text(words, 1))
            .filter(text -> text.matches("\\d{1,5}"))
            .map(Integer::parseInt)
            .filter(number -> number >= 1 && number <= MAX_PORT)
            .orElse(SMTP_PORT);
    return new Mail(
        settings.names("notification_email").stream().map(Placed::value).toList(),
        settings.text("notification_email_from").map(Placed::value),
        server.flatMap(words -> Settings.text(words, 0)),
        port,
        settings.text("smtp_helo_name").map(Placed::value),
        Duration.ofSeconds(settings.integer(SMTP_SECONDS, "smtp_connect_timeout")),
        settings.flag("smtp_alert_vrrp").or(() -> settings.flag("smtp_alert")).orElse(false),
        !settings.has("no_email_faults"));
  }

  private static List<Fifo> fifos(Settings settings) {
    List<Fifo> fifos = new ArrayList<>();
    for (String word : List.of("notify_fifo", "vrrp_notify_fifo")) {
      settings
          .text(word)
          .ifPresent(path -> fifos.add(new Fifo(path, settings.command(word + "_script"))));
    }
    return fifos;
  }
}
