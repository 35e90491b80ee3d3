package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** jvrrpd as its users start it: {@code bin/jvrrpd run} with the cluster's YAML. */
public record Jvrrpd() implements DaemonKind {

  /** The launcher of this checkout. */
  public static String launcher() {
    return Path.of("..", "bin", "jvrrpd").toAbsolutePath().normalize().toString();
  }

  /** The arguments that show what the daemon of {@code directory} is doing. */
  public static List<String> statusCommand(Path directory) {
    return List.of(launcher(), "status", "--json", "--runtime-dir", runtime(directory));
  }

  /** The arguments that show what a reload of the daemon of {@code directory} would change. */
  public static List<String> dryRunCommand(Path directory) {
    return List.of(launcher(), "reload", "--dry-run", "--runtime-dir", runtime(directory));
  }

  @Override
  public String name() {
    return "jvrrpd";
  }

  @Override
  public List<String> prepare(ClusterPlan plan, Controller self, Path directory)
      throws IOException {
    Path file = directory.resolve("cluster.yaml");
    Files.writeString(file, plan.yaml().replace("{directory}", directory.toString()));
    return run(file, self.name(), directory);
  }

  /** The command that runs the daemon with any file, for example a wrong one. */
  public static List<String> run(Path file, String node, Path directory) {
    return List.of(
        launcher(),
        "run",
        "--config",
        file.toString(),
        "--node",
        node,
        "--runtime-dir",
        runtime(directory));
  }

  @Override
  public boolean hasLeases() {
    return true;
  }

  private static String runtime(Path directory) {
    return directory.resolve("run").toString();
  }
}
