package org.jvrrpd.daemon.config.reading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Globals.ScriptUser;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.TrackFile;
import org.jvrrpd.daemon.config.vrrp.TrackProcess;

/** Reads checks, files and processes that instances can depend on. */
final class TrackersReader {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private TrackersReader() {}

  static Script script(Statement statement) {
    Settings settings = Settings.of(statement, "vrrp_script");
    Duration interval = orUsual(settings.seconds(INTERVAL, "interval"), INTERVAL);
    Optional<ScriptUser> user =
        settings
            .last("user")
            .flatMap(
                each ->
                    Settings.text(each.arguments(), 0)
                        .map(
                            name ->
                                new ScriptUser(
                                    name, Settings.text(each.arguments(), 1), each.at())));
    return new Script(
        name(statement),
        statement.at(),
        settings.command("script").map(command -> withUser(command, user)),
        interval,
        orUsual(settings.seconds(Duration.ZERO, "timeout"), interval),
        settings.integer(0, "weight"),
        settings.hasArgument("weight", "reverse"),
        settings.integer(1, "rise"),
        settings.integer(1, "fall"));
  }

  /** Zero stands for what is usual. */
  private static Duration orUsual(Duration written, Duration usual) {
    return written.isZero() ? usual : written;
  }

  private static Command withUser(Command command, Optional<ScriptUser> user) {
    return new Command(
        command.line(),
        user.map(ScriptUser::user).or(command::user),
        user.flatMap(ScriptUser::group).or(command::group),
        command.at());
  }

  static TrackFile file(Statement statement) {
    Settings settings = Settings.of(statement, "track_file");
    List<String> initial =
        settings.last("init_file").map(Statement::arguments).orElse(List.of()).stream()
            .map(Word::text)
            .toList();
    return new TrackFile(
        name(statement),
        statement.at(),
        settings.text("file"),
        settings.integer(1, "weight"),
        settings.hasArgument("weight", "reverse"),
        settings.has("init_file")
            ? initial.stream()
                .filter(word -> !word.equals("overwrite"))
                .findFirst()
                .or(() -> Optional.of("0"))
            : Optional.empty(),
        initial.contains("overwrite"));
  }

  static TrackProcess process(Statement statement) {
    Settings settings = Settings.of(statement, "track_process");
    Duration both = settings.seconds(Duration.ZERO, "delay");
    return new TrackProcess(
        name(statement),
        statement.at(),
        settings.last("process").map(Statement::arguments).orElse(List.of()).stream()
            .map(Word::text)
            .toList(),
        settings.text("param_match").map(Placed::value),
        settings.integer(1, "weight"),
        settings.hasArgument("weight", "reverse"),
        settings.integer(1, "quorum"),
        settings.optional("quorum_max"),
        settings.seconds(both, "fork_delay"),
        settings.seconds(both, "terminate_delay"),
        settings.has("full_command"));
  }

  static String name(Statement statement) {
    return statement.value().map(Word::text).orElse("");
  }
}
