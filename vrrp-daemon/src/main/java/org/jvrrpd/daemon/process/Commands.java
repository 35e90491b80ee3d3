package org.jvrrpd.daemon.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.jna.OutputPipe;
import org.jvrrpd.daemon.jna.UserAccount;

/**
 * Starts commands by util-linux's {@code setsid}, which makes each the leader of a session and so
 * of a process group that can be ended as a whole, and {@code setpriv}, which makes it another
 * user's. Where this process is a service in a sandbox, other people's commands run outside of it,
 * in units that {@code systemd-run} makes.
 */
public final class Commands {
  /**
   * Not passed on: what systemd says to this process alone (sd_notify(3), sd_listen_fds(3),
   * systemd.exec(5)), and what would make a program run other code than it was written with.
   */
  static final Set<String> KEPT_BACK =
      Set.of(
          "NOTIFY_SOCKET",
          "WATCHDOG_USEC",
          "WATCHDOG_PID",
          "LISTEN_FDS",
          "LISTEN_PID",
          "LISTEN_FDNAMES",
          "JOURNAL_STREAM",
          "_JAVA_SR_SIGNUM",
          "LD_PRELOAD",
          "LD_LIBRARY_PATH",
          "IFS");

  /** Set by our own unit; its value says where other people's commands run. */
  private static final String HOOKS = "JVRRPD_HOOKS";

  private static final String IN_UNITS = "systemd-run";

  private Commands() {}

  /**
   * Runs somebody else's command, in a unit of its own where the environment asks for that ({@code
   * JVRRPD_HOOKS=systemd-run}), otherwise as {@link #run} does.
   */
  public static CommandOutcome runOutside(CommandRequest request) {
    return runOutside(request, System.getenv(), "");
  }

  /**
   * For tests.
   *
   * @param folder where systemd's programs are, with a slash at its end; empty: on the PATH
   */
  static CommandOutcome runOutside(
      CommandRequest request, Map<String, String> environment, String folder) {
    if (!IN_UNITS.equals(environment.get(HOOKS))) {
      return run(request);
    }
    TransientUnit unit = TransientUnit.fresh(folder);
    List<String> words = words(request, false);
    return run(request, unit.starter(words, request, environment), Optional.of(unit));
  }

  /**
   * Runs a command as a child of this process and waits for its end on the calling thread, which
   * may take its time limit, its grace and some milliseconds. Any thread but an event loop; an
   * interrupt ends the command, and the thread is still interrupted afterwards.
   *
   * @return what became of it, never an exception: that it cannot be started is an answer too
   */
  public static CommandOutcome run(CommandRequest request) {
    return run(request, words(request, request.endsWithCaller()), Optional.empty());
  }

  private static CommandOutcome run(
      CommandRequest request, List<String> words, Optional<TransientUnit> unit) {
    Optional<String> objection = objection(request);
    if (objection.isPresent()) {
      return CommandOutcome.notStarted(objection.get());
    }
    try (OutputPipe output = OutputPipe.open()) {
      Process process = builder(words, request, output.path()).start();
      output.closeWriter();
      CommandMembers members =
          unit.<CommandMembers>map(each -> each).orElseGet(() -> CommandMembers.of(process));
      return new RunningCommand(process, members, output, request).awaitEnd();
    } catch (IOException e) {
      return CommandOutcome.notStarted(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> objection(CommandRequest request) {
    if (request.user().isPresent() && UserAccount.find(request.user().get()).isEmpty()) {
      return Optional.of("there is no user " + request.user().get());
    }
    Path program;
    try {
      program = Path.of(request.command().words().getFirst());
    } catch (InvalidPathException e) {
      return Optional.of(e.getReason() + "; does the locale know its letters?");
    }
    if (!program.isAbsolute()) {
      return Optional.empty();
    }
    if (!Files.exists(program)) {
      return Optional.of("there is no file " + program);
    }
    return Files.isRegularFile(program)
        ? Optional.empty()
        : Optional.of(program + " is not a file");
  }

  private static ProcessBuilder builder(List<String> words, CommandRequest request, String output) {
    ProcessBuilder builder =
        new ProcessBuilder(withOrdinarySignals(words))
            .directory(new File("/"))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(new File(output));
    builder.environment().keySet().removeAll(KEPT_BACK);
    builder.environment().putAll(request.environment());
    return builder;
  }

  /**
   * Under env(1) of the coreutils, which gives every signal its default again and blocks none: the
   * launcher has this process ignore some, and that outlasts execve(2).
   */
  private static List<String> withOrdinarySignals(List<String> words) {
    List<String> all = new ArrayList<>(SignalReset.WORDS);
    all.addAll(words);
    return all;
  }

  /** Asked when the first command runs: coreutils before 8.31 cannot do it. */
  private static final class SignalReset {
    static final List<String> WORDS = words();

    private static List<String> words() {
      List<String> words = List.of("env", "--default-signal");
      try {
        List<String> trial = new ArrayList<>(words);
        trial.add("true");
        File nowhere = new File("/dev/null");
        Process process =
            new ProcessBuilder(trial)
                .redirectErrorStream(true)
                .redirectInput(nowhere)
                .redirectOutput(nowhere)
                .start();
        return process.onExit().join().exitValue() == 0 ? words : List.of();
      } catch (IOException _) {
        return List.of();
      }
    }
  }

  private static List<String> words(CommandRequest request, boolean endsWithCaller) {
    List<String> words = new ArrayList<>(List.of("setsid", "--wait"));
    List<String> privileges = privileges(request, endsWithCaller);
    if (!privileges.isEmpty()) {
      words.add("setpriv");
      words.addAll(privileges);
    }
    words.addAll(request.command().words());
    if (request.command().shell()) {
      // "$0", before the arguments.
      words.add("sh");
    }
    words.addAll(request.arguments());
    return words;
  }

  private static List<String> privileges(CommandRequest request, boolean endsWithCaller) {
    List<String> privileges = new ArrayList<>();
    Optional<UserAccount> account = request.user().flatMap(UserAccount::find);
    // Who is that user already may not be allowed to set groups.
    boolean other = account.isPresent() && account.get().uid() != UserAccount.ownUid();
    if (other || request.group().isPresent()) {
      privileges.addAll(
          List.of(
              "--reuid=" + account.map(UserAccount::name).orElseGet(Commands::ownUid),
              "--regid="
                  + request
                      .group()
                      .or(() -> account.map(UserAccount::gid).map(String::valueOf))
                      .orElseThrow(),
              "--init-groups",
              "--inh-caps=-all"));
    }
    if (endsWithCaller) {
      privileges.addAll(List.of("--pdeathsig", "KILL"));
    }
    return privileges;
  }

  private static String ownUid() {
    return Integer.toString(UserAccount.ownUid());
  }
}
