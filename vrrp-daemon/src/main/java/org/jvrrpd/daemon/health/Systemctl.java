package org.jvrrpd.daemon.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.CommandOutcome;
import org.jvrrpd.daemon.process.CommandRequest;
import org.jvrrpd.daemon.process.Commands;
import org.jvrrpd.daemon.process.Ending;

/** Asks systemctl(1) for the state of units, with a process for each question. */
final class Systemctl {
  private Systemctl() {}

  /** Whether one of the units is active: {@code is-active} ends with status 0 if any is. */
  static CheckResult areActive(List<String> names, Duration timeLimit) {
    List<String> words = new ArrayList<>(List.of("systemctl", "is-active", "--"));
    words.addAll(names);
    CommandLine command = new CommandLine(String.join(" ", words), words, false);
    // It ends by itself soon, so nothing has to tie it to us; setpriv(1) could not in a sandbox.
    CommandOutcome outcome = Commands.run(CommandRequest.of(command, timeLimit));
    String unit = String.join(" or ", names);
    return switch (outcome.ending()) {
      case Ending.TimedOut() -> CheckResult.failed(CheckResult.TIMED_OUT);
      case Ending.Exited(int status) when status == 0 -> CheckResult.passed(unit + " is active");
      case Ending.Exited _ when !outcome.lastLines().isEmpty() ->
          CheckResult.failed(unit + " is " + String.join(", ", outcome.lastLines()));
      case Ending.Exited _, Ending.Signalled _, Ending.Cancelled _, Ending.NotStarted _ ->
          CheckResult.failed("asking systemctl for " + unit + ": " + outcome.ending().words());
    };
  }
}
