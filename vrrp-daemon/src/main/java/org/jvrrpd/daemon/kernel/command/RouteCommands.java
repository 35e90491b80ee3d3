package org.jvrrpd.daemon.kernel.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.kernel.OrderedWork;

/**
 * Adds and removes routes and rules in iproute2's words, by ip(8), which knows all of them. What is
 * asked for is done in this order on a thread of its own, by one process for each family.
 *
 * <p>Any thread; nothing blocks but {@link #close}. Needs CAP_NET_ADMIN, and iproute2 4.17 for the
 * marks on rules.
 */
public final class RouteCommands implements AutoCloseable {
  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6");

  private final OrderedWork work;

  /**
   * Starts nothing yet. The network namespace is that of the thread that calls first.
   *
   * @param completions runs what is told about outcomes, for example the event loop
   */
  public RouteCommands(Executor completions) {
    work = new OrderedWork("jvrrpd-routes", completions);
  }

  /**
   * Puts lines in place, in this order for each family. What is there already is no failure, so all
   * can be added once more when one may be missing.
   *
   * @param done is told what could not be done; the other lines are in place
   */
  public void add(List<RouteLine> lines, Consumer<List<RouteFailure>> done) {
    submit(lines, RouteCommands::addAll, done);
  }

  /**
   * Takes lines away, the last one first. What is not there is no failure.
   *
   * @param done is told what could not be done; the other lines are gone
   */
  public void remove(List<RouteLine> lines, Consumer<List<RouteFailure>> done) {
    submit(lines.reversed(), RouteCommands::removeAll, done);
  }

  /**
   * Takes away every route and rule with our mark, in all tables, whoever has put it there: what a
   * killed daemon has left. To be called before anything is added.
   *
   * @param done is told what went wrong, in words
   */
  public void removeLeftOvers(Consumer<List<String>> done) {
    work.submit(RouteCommands::flush, () -> List.of(refusal()), done);
  }

  private void submit(
      List<RouteLine> lines,
      Function<List<RouteLine>, List<RouteFailure>> task,
      Consumer<List<RouteFailure>> done) {
    List<RouteLine> copy = List.copyOf(lines);
    work.submit(
        () -> task.apply(copy),
        () -> copy.stream().map(line -> new RouteFailure(line, refusal())).toList(),
        done);
  }

  private static String refusal() {
    return "the daemon is ending, or "
        + OrderedWork.MAX_WAITING
        + " changes of routes wait already";
  }

  private static List<RouteFailure> addAll(List<RouteLine> lines) {
    return run(lines, RouteLine::addition, reason -> reason.contains("File exists"));
  }

  private static List<RouteFailure> removeAll(List<RouteLine> lines) {
    return run(lines, RouteLine::removal, RouteCommands::saysMissing);
  }

  /** The kernel's words for a route, a rule, a table and a device, and those of ip for a device. */
  private static boolean saysMissing(String reason) {
    return Stream.of(
            "No such process",
            "No such file or directory",
            "does not exist",
            "No such device",
            "Cannot find device")
        .anyMatch(reason::contains);
  }

  private static List<RouteFailure> run(
      List<RouteLine> lines, Function<RouteLine, String> command, Predicate<String> isNoFailure) {
    List<RouteFailure> failures = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      List<RouteLine> ofFamily = lines.stream().filter(line -> line.family() == family).toList();
      List<Optional<String>> outcomes =
          IpBatch.run(family, ofFamily.stream().map(command).toList());
      for (int i = 0; i < outcomes.size(); i++) {
        RouteLine line = ofFamily.get(i);
        outcomes
            .get(i)
            .filter(isNoFailure.negate())
            .ifPresent(reason -> failures.add(new RouteFailure(line, reason)));
      }
    }
    return failures;
  }

  private static List<String> flush() {
    List<String> commands =
        List.of(
            "route flush table all protocol " + RouteLine.MARK,
            "rule flush protocol " + RouteLine.MARK);
    return Arrays.stream(AddressFamily.values())
        .filter(family -> family == AddressFamily.IPV4 || Files.exists(IPV6))
        .flatMap(family -> IpBatch.run(family, commands).stream())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Accepts nothing more and carries out what waits, for at most 2 s. */
  @Override
  public void close() {
    work.close();
  }
}
