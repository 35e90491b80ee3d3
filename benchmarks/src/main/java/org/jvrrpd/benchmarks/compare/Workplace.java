package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/**
 * What a section needs of the outside: which jvrrpd to start, where files go, and what becomes of
 * the values.
 *
 * @param launcher this checkout's {@code bin/jvrrpd}
 * @param directory for captures and logs of this turn
 * @param findings takes the values
 */
record Workplace(Path launcher, Path directory, Findings findings) {

  /** Starts a daemon on a host, with a directory of its own. */
  RunningProcess start(Contender contender, Host host, List<Router> routers) throws IOException {
    // A socket's path has to be short; /run ends with the namespaces of bin/compare.
    Path own = Files.createTempDirectory(Path.of("/run"), "compare");
    List<String> command = contender.prepare(routers, launcher, own);
    return host.start(
        host.name() + "'s " + contender.label(),
        directory.resolve(host.name() + ".log"),
        Map.of(),
        command.toArray(String[]::new));
  }

  /** Removes a directory and everything in it. */
  static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(directory)) {
      inside.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
