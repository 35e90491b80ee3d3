package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The demonstration: an election, a clean stop, a killed daemon, a frozen daemon, a cut cable, a
 * partition and its heal, with real daemons, in about a minute. It runs only in network, mount and
 * process namespaces of its own, which {@code bin/jvrrpd} makes; {@code /run/netns} must be a
 * private tmpfs there. {@link #cancel} may be called by any thread, the rest by one.
 */
public final class Demonstration {
  private static final List<Act> ACTS =
      List.of(
          new ElectionAct(),
          new StopAct(),
          new KillAct(),
          new FreezeAct(),
          new CableAct(),
          new PartitionAct());

  /** What settles by itself between two acts, such as the second five announcements. */
  private static final Duration BETWEEN_ACTS = Duration.ofMillis(500);

  private final Path launcher;
  private final Screen screen;
  private final Patience patience;
  private final List<Report> reports = new ArrayList<>();

  /**
   * A demonstration that has not begun.
   *
   * @param launcher the program {@code jvrrpd}, which starts the daemons
   * @param out where the reader looks; flushed after every line
   * @param live whether {@code out} is a terminal, on which a line can be overwritten
   * @param colour whether to use colour
   */
  public Demonstration(Path launcher, PrintWriter out, boolean live, boolean colour) {
    this.launcher = launcher;
    this.screen = new Screen(out, live, colour);
    this.patience = new Patience(screen);
  }

  /** Ends the demonstration soon; {@link #run} then throws {@link CancellationException}. */
  public void cancel() {
    patience.cancel();
  }

  /**
   * Shows everything, which takes about a minute, and ends all that it started.
   *
   * @param logs an empty directory for the configuration, the capture and the logs
   * @param runtime an empty directory whose path has at most 80 bytes, for control sockets
   * @return whether every step behaved as the protocol promises
   * @throws IOException if this is no private namespace, a daemon does not start, or a command
   *     fails
   * @throws CancellationException after {@link #cancel}
   */
  public boolean run(Path logs, Path runtime) throws IOException {
    introduce();
    try (LiveCluster cluster = LiveCluster.build(launcher, logs, runtime)) {
      perform(cluster);
      keepStatus(cluster, logs);
    } catch (IOException e) {
      // Ctrl-C reaches the daemons as well, so what fails then is no failure.
      patience.goOn();
      throw e;
    }
    patience.goOn();
    return summarize();
  }

  private void introduce() {
    screen.heading("jvrrpd: three controllers, one virtual address");
    screen.blank();
    Overview.lines().forEach(screen::line);
    screen.blank();
    screen.paragraph(
        """
        Each of the four hosts is a network namespace with a cable to one bridge, and each daemon \
        is a "bin/jvrrpd run" with the same cluster file. Nothing here touches this machine's own \
        network, and nothing remains. Every time is measured from outside, on the wire, in the kernels \
        and by the client's ping, and stands beside the bound that the protocol sets. It takes \
        about a minute.\
        """);
  }

  private void perform(LiveCluster cluster) throws IOException {
    Member holder = DemoCluster.MEMBERS.getFirst();
    for (Act act : ACTS) {
      screen.heading("%d. %s".formatted(reports.size() + 1, act.title()));
      screen.paragraph(act.explanation(holder));
      cluster.restartProbe();
      Report report = act.perform(new Scene(cluster, screen, patience, holder));
      screen.verdict(report.verdict());
      reports.add(report);
      patience.watch("a moment of rest", BETWEEN_ACTS);
      List<Member> holders = cluster.holders();
      if (holders.size() != 1) {
        screen.blank();
        screen.paragraph(
            "There is no single holder now, so the steps after this one would show nothing.");
        return;
      }
      holder = holders.getFirst();
    }
  }

  /** For whoever keeps the directory: the daemons are gone when they look at it. */
  private static void keepStatus(LiveCluster cluster, Path logs) throws IOException {
    for (Member member : DemoCluster.MEMBERS) {
      if (cluster.daemon(member).alive()) {
        Files.writeString(logs.resolve(member.name() + ".status.txt"), cluster.status(member));
      }
    }
    Files.write(logs.resolve("commands.sh"), cluster.script());
  }

  private boolean summarize() {
    screen.heading("Summary");
    screen.line("%-36s %9s %9s %9s".formatted("", "measured", "bound", "ping gap"));
    for (int i = 0; i < reports.size(); i++) {
      Report report = reports.get(i);
      screen.line(
          report.verdict().kept() ? Screen.Ink.GREEN : Screen.Ink.RED,
          "%d. %-26s %s"
              .formatted(
                  i + 1,
                  ACTS.get(i).title(),
                  report.verdict().kept() ? "as promised" : "NOT AS PROMISED"));
      report.figures().forEach(figure -> screen.line(Overview.summaryLine(figure)));
    }
    boolean allKept =
        reports.size() == ACTS.size()
            && reports.stream().allMatch(report -> report.verdict().kept());
    screen.blank();
    if (allKept) {
      screen.line(Screen.Ink.GREEN, "All six steps behaved as the protocol promises.");
    } else {
      screen.line(Screen.Ink.RED, "Not every step behaved as the protocol promises; see above.");
      screen.paragraph(
          "On a busy machine run it once more; with --keep DIR the capture and the logs remain.");
    }
    return allKept;
  }

  /**
   * A shell script that builds the same cluster by hand and says how to repeat every step. The lab
   * is built for a moment, so that the commands are those that were really used.
   *
   * @throws IOException if this is no private namespace or a command fails
   */
  public static List<String> recipe(Path launcher) throws IOException {
    return Recipe.lines(launcher);
  }
}
