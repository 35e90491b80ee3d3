package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a cluster's YAML for one of its nodes. Changes nothing, starts nothing, and may be called
 * from any thread; it blocks on the file system.
 */
public final class ConfigurationReader {
  private ConfigurationReader() {}

  /**
   * Reads a file and finds every problem in it. Whatever the file holds, the answer is a result and
   * never an exception.
   *
   * @param file a regular file of at most 1 MiB; problems name it as it is given here
   * @param nodeName which controller this node is, by host name or address ({@code --node}); empty:
   *     the one whose address, else whose name, is the host's
   * @param host the machine that the daemon runs on
   * @param processEnvironment where <code>${NAME}</code> is looked up after the file's own {@code
   *     environment} section
   */
  public static ReadResult read(
      Path file,
      Optional<String> nodeName,
      LocalHost host,
      Map<String, String> processEnvironment) {
    Problems problems = new Problems(file);
    Optional<ClusterConfiguration> configuration = Optional.empty();
    try {
      NodeFinder nodeFinder = new NodeFinder(nodeName, host, problems);
      configuration =
          new ClusterFileReader(file, nodeFinder, host, processEnvironment, problems)
              .read(SourceText.read(file));
    } catch (UnreadableFileException e) {
      problems.error(new Place(e.at(), ""), e.sentence());
    }
    return new ReadResult(configuration, problems.inFileOrder());
  }
}
