package org.jvrrpd.daemon.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A systemd unit that is made for one command and goes with it (systemd-run(1)). What runs there is
 * no child of this process: neither its sandbox nor its end reaches it.
 */
final class TransientUnit implements CommandMembers {
  /** What systemd waits beyond a command's own limits before it ends a unit that we forgot. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(2);

  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(2);

  /** What a daemon of systemd's and a program of this system agree upon. */
  private static final List<String> PASSED_ON = List.of("PATH", "LANG", "LC_ALL", "TZ");

  /**
   * Says how the command ended. By itself a service that TERM, HUP, INT or PIPE ends has succeeded
   * (systemd.service(5), SuccessExitStatus), and other signals are told as status 255.
   */
  private static final String TELL_THE_STATUS = "trap : TERM HUP INT PIPE; \"$@\"; exit $?";

  private final String folder;
  private final String name;

  private TransientUnit(String folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * One with a name that nobody else has: the calling thread runs one command at a time.
   *
   * @param folder before the names of systemd's programs
   */
  static TransientUnit fresh(String folder) {
    return new TransientUnit(
        folder,
        "jvrrpd-%d-%d-%x.service"
            .formatted(
                ProcessHandle.current().pid(),
                Thread.currentThread().threadId(),
                System.nanoTime()));
  }

  /**
   * What starts the unit, passes its output on, waits for it and ends as it did.
   *
   * @param words what is to run there
   * @param environment of this process; little of it is passed on, since everybody can read a
   *     unit's
   */
  List<String> starter(
      List<String> words, CommandRequest request, Map<String, String> environment) {
    List<String> starter =
        new ArrayList<>(
            List.of(
                folder + "systemd-run",
                "--quiet",
                "--collect",
                "--wait",
                "--pipe",
                "--unit=" + name));
    starter.add("--description=jvrrpd runs " + request.command().program());
    starter.add("--service-type=exec");
    properties(request).forEach(property -> starter.add("--property=" + property));
    for (String variable : PASSED_ON) {
      if (environment.containsKey(variable)) {
        starter.add("--setenv=" + variable + "=" + environment.get(variable));
      }
    }
    request.environment().forEach((key, value) -> starter.add("--setenv=" + key + "=" + value));
    starter.addAll(List.of("--", "/bin/sh", "-c"));
    starter.add(literal(TELL_THE_STATUS));
    starter.add("jvrrpd");
    words.forEach(word -> starter.add(literal(word)));
    return starter;
  }

  private static List<String> properties(CommandRequest request) {
    Duration limit = request.timeLimit().plus(request.killGrace()).plus(FORGOTTEN);
    List<String> properties =
        new ArrayList<>(
            List.of(
                // It may also be started while the system goes down, which units usually may not.
                "DefaultDependencies=no",
                // A command that fails is told of by us; systemd would in two lines for each run.
                "LogLevelMax=err",
                "RuntimeMaxSec=" + limit.toMillis() + "ms",
                "TimeoutStopSec=" + Math.max(1, request.killGrace().toMillis()) + "ms"));
    properties.addAll(
        request.leavesNothing()
            ? List.of("KillMode=control-group", "KillSignal=SIGKILL")
            : List.of("KillMode=process"));
    return properties;
  }

  /** systemd expands variables in the words of a command (systemd.service(5), COMMAND LINES). */
  private static String literal(String word) {
    return word.replace("$", "$$");
  }

  @Override
  public boolean terminate() {
    return signal("TERM");
  }

  @Override
  public boolean kill() {
    return signal("KILL");
  }

  private boolean signal(String signal) {
    File nowhere = new File("/dev/null");
    try {
      Process systemctl =
          new ProcessBuilder(folder + "systemctl", "kill", "--signal=" + signal, name)
              .redirectErrorStream(true)
              .redirectInput(nowhere)
              .redirectOutput(nowhere)
              .start();
      return systemctl.waitFor(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          && systemctl.exitValue() == 0;
    } catch (IOException _) {
      // RuntimeMaxSec will end it.
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** KillMode has done it. */
  @Override
  public void sweep() {}

  /** The unit may be gone already, or never have been: whoever waits for it knows. */
  @Override
  public boolean exist() {
    return false;
  }
}
