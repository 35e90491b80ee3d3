package org.jvrrpd.daemon.health;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.CommandOutcome;
import org.jvrrpd.daemon.process.CommandRequest;
import org.jvrrpd.daemon.process.Commands;
import org.jvrrpd.daemon.process.Ending;

/** Something that can be looked at. */
public sealed interface Probe {
  /**
   * Looks once, on the calling thread, which may block for the time limit and a little more.
   *
   * @param units where the states of units come from
   * @return what was found; whatever goes wrong is a failure
   */
  CheckResult run(Duration timeLimit, SystemdUnits units);

  /** The systemd units that it looks at, so that a change of theirs makes it look again. */
  default List<String> unitNames() {
    return List.of();
  }

  /**
   * A command that passes by ending with status 0 in time.
   *
   * @param user as whom it runs; empty: as this process
   */
  record Script(CommandLine command, Optional<String> user) implements Probe {
    /**
     * A variable of the script's environment, so that what runs the checks can tell that a check
     * runs it.
     */
    public static final String WITHIN_CHECK = "JVRRPD_CHECK";

    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      CommandOutcome outcome =
          Commands.runOutside(
              CommandRequest.of(command, timeLimit)
                  .as(user)
                  .withEnvironment(Map.of(WITHIN_CHECK, "1"))
                  .endingWithCaller()
                  .leavingNothing());
      OptionalInt exitStatus =
          outcome.ending() instanceof Ending.Exited(int status)
              ? OptionalInt.of(status)
              : OptionalInt.empty();
      String why =
          switch (outcome.ending()) {
            case Ending.TimedOut() -> CheckResult.TIMED_OUT;
            // As keepalived's log line has it.
            case Ending.Signalled(int signal) -> "due to signal " + signal;
            case Ending.Exited _, Ending.Cancelled _, Ending.NotStarted _ ->
                outcome.ending().words();
          };
      return new CheckResult(outcome.isSuccess(), why, exitStatus, outcome.lastLines());
    }
  }

  /** A port that takes a connection. */
  record TcpPort(InetSocketAddress address) implements Probe {
    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      return Connections.connect(address, timeLimit);
    }
  }

  /** A page that a server answers with a status of 200 to 399. Plain HTTP, to an IP address. */
  record HttpPage(URI address) implements Probe {
    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      return Connections.get(address, timeLimit);
    }
  }

  /** A process by the name of its command, of which the kernel keeps 15 bytes, or its program. */
  record ProcessNamed(String name) implements Probe {
    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      return Processes.find(name);
    }
  }

  /** A file that is there. */
  record FilePresent(Path path) implements Probe {
    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      return Files.exists(path)
          ? CheckResult.passed(path + " is there")
          : CheckResult.failed("there is no file " + path);
    }
  }

  /**
   * A systemd unit that is active.
   *
   * @param names of which one has to be; distributions name some services differently
   */
  record Unit(List<String> names) implements Probe {
    /** Copies the names. */
    public Unit {
      names = List.copyOf(names);
    }

    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      return units.areActive(names, timeLimit);
    }

    @Override
    public List<String> unitNames() {
      return names;
    }
  }

  /**
   * Several things of which none may fail; together they have the time limit of one.
   *
   * @param probes at least one, looked at in this order
   */
  record All(List<Probe> probes) implements Probe {
    /** Copies the list. */
    public All {
      probes = List.copyOf(probes);
    }

    @Override
    public CheckResult run(Duration timeLimit, SystemdUnits units) {
      long deadline = System.nanoTime() + timeLimit.toNanos();
      CheckResult last = CheckResult.passed("nothing is enabled");
      for (Probe probe : probes) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
          return CheckResult.failed(CheckResult.TIMED_OUT);
        }
        last = probe.run(left, units);
        if (!last.passed()) {
          return last;
        }
      }
      return last;
    }

    @Override
    public List<String> unitNames() {
      return probes.stream().flatMap(probe -> probe.unitNames().stream()).toList();
    }
  }
}
