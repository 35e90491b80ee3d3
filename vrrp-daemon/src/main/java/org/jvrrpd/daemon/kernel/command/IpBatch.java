package org.jvrrpd.daemon.kernel.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.process.BatchProgram;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;

/**
 * Commands for {@code ip -force -batch -}, and what became of each.
 *
 * <p>Of a command that the kernel refuses, ip says the line number and goes on; at a word that it
 * does not know it ends, without a number. So behind each command stands a line that always fails:
 * the last one that was reached tells where ip has ended, and another process is given the rest.
 */
final class IpBatch {
  static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private static final String MILESTONE = ".";
  private static final Pattern FAILED = Pattern.compile("Command failed -:(\\d+)");

  private final List<String> words;
  private final List<String> commands;
  private final List<Optional<String>> failures;
  private final List<String> said = new ArrayList<>();
  private int finished;

  private IpBatch(AddressFamily family, List<String> commands) {
    String option = family == AddressFamily.IPV6 ? "-6" : "-4";
    this.words = List.of("ip", option, "-force", "-batch", "-");
    this.commands = commands;
    this.failures = new ArrayList<>(Collections.nCopies(commands.size(), Optional.empty()));
  }

  /** Runs them in their order. The answer has, for each, why it failed, or empty. */
  static List<Optional<String>> run(AddressFamily family, List<String> commands) {
    IpBatch batch = new IpBatch(family, commands);
    batch.run();
    return batch.failures;
  }

  private void run() {
    while (finished < commands.size()) {
      StringBuilder input = new StringBuilder();
      for (String command : commands.subList(finished, commands.size())) {
        input.append(command).append('\n').append(MILESTONE).append('\n');
      }
      BatchProgram.Outcome outcome = BatchProgram.run(words, input.toString(), TIME_LIMIT);
      int first = finished;
      outcome.output().lines().forEach(line -> take(line, first));
      if (finished < commands.size()) {
        fail(outcome);
      }
    }
  }

  private void take(String line, int first) {
    Matcher failed = FAILED.matcher(line);
    if (!failed.matches()) {
      said.add(line.strip());
      return;
    }
    int number = Integer.parseInt(failed.group(1));
    if (number % 2 == 0) {
      finished = first + number / 2;
    } else {
      failures.set(first + number / 2, Optional.of(String.join("; ", said)));
    }
    said.clear();
  }

  /** It has ended in the middle: a word that it does not know, or nothing can be done. */
  private void fail(BatchProgram.Outcome outcome) {
    switch (outcome.ending()) {
      case Exited(int status) -> {
        said.add("ip ended with status " + status);
        failures.set(finished++, Optional.of(said.getFirst()));
      }
      case NotStarted(String reason) ->
          failRest("ip did not run (" + reason + "); is iproute2 here?");
      default -> failRest("ip " + outcome.ending().words());
    }
    said.clear();
  }

  private void failRest(String reason) {
    while (finished < commands.size()) {
      failures.set(finished++, Optional.of(reason));
    }
  }
}
