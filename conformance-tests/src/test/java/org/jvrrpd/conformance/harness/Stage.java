package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.LatenessProbe;

/**
 * What one run of one scenario gets: labs with names of their own, directories, and a probe of how
 * late this machine's timers are meanwhile. Used by the thread of its test.
 */
public final class Stage {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path directory;
  private final Path temporaryDirectory;
  private final LatenessProbe probe = LatenessProbe.start();
  private final List<Lab> labs = new ArrayList<>();

  private Stage(Path directory, Path temporaryDirectory) {
    this.directory = directory;
    this.temporaryDirectory = temporaryDirectory;
  }

  /** Makes the directories of a run with this name, removing what an earlier one left. */
  static Stage open(String name) throws IOException {
    Path directory = Path.of("target", "lab", name).toAbsolutePath();
    delete(directory);
    Files.createDirectories(directory);
    // Sockets live in the other one: their paths have at most 107 bytes.
    return new Stage(directory, Files.createTempDirectory("jvrrpd-stage"));
  }

  /** Where captures and logs go; it is kept when the scenario fails. */
  public Path directory() {
    return directory;
  }

  /** A directory with a short name for what a daemon needs while it runs; removed in any case. */
  public Path temporaryDirectory() {
    return temporaryDirectory;
  }

  /** A lab with these hosts. */
  public Lab lab(List<HostPlan> hosts) throws IOException {
    Lab lab = Lab.onOneBridge("s" + NUMBER.incrementAndGet(), hosts);
    labs.add(lab);
    return lab;
  }

  /** A cluster of the daemon under test, not started. */
  public Cluster cluster(ClusterPlan plan) throws IOException {
    return cluster(DaemonKind.underTest(), plan);
  }

  /** A cluster of a certain daemon, not started. */
  public Cluster cluster(DaemonKind kind, ClusterPlan plan) throws IOException {
    return new Cluster(_ -> kind, plan, this);
  }

  /** A cluster in which one node runs another daemon than the rest, not started. */
  public Cluster mixedCluster(
      String node, DaemonKind itsKind, DaemonKind othersKind, ClusterPlan plan) throws IOException {
    return new Cluster(
        controller -> controller.name().equals(node) ? itsKind : othersKind, plan, this);
  }

  /** Three controllers far apart in rank, started, with the first one holding the VIP. */
  public Cluster electedCluster() throws IOException {
    return cluster(ClusterPlan.threeControllersFarApart()).elect();
  }

  /** How late this machine's timers were at worst since the stage was opened. */
  Duration worstLateness() {
    return probe.worst();
  }

  /** Writes down what the hosts look like, beside the captures and logs. */
  void keepEvidence() throws IOException {
    for (Lab lab : labs) {
      Files.write(directory.resolve(lab.name() + ".script.sh"), lab.script());
      for (Host host : lab.hosts()) {
        StringBuilder text = new StringBuilder();
        for (String what : List.of("addr", "-d link", "neigh", "route", "-s link")) {
          text.append("# ip ").append(what).append('\n').append(look(host, what)).append('\n');
        }
        Files.writeString(directory.resolve(lab.name() + "." + host.name() + ".ip.txt"), text);
      }
    }
  }

  private static String look(Host host, String what) {
    try {
      return host.look(("ip " + what).split(" ", -1));
    } catch (IOException e) {
      return e.getMessage() + "\n";
    }
  }

  /** Ends all daemons and removes all namespaces; the directory stays. */
  void strike() throws IOException {
    probe.close();
    List<IOException> failures = new ArrayList<>();
    for (Lab lab : labs) {
      try {
        lab.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    delete(temporaryDirectory);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  /** Removes the directory of a run that proved what it should. */
  void discard() throws IOException {
    delete(directory);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
