package org.jvrrpd.daemon.config.judgement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.daemon.config.keepalived.Surroundings;

/**
 * Files that other people wrote, with what keepalived 2.2.7's {@code -t} said of each where all
 * interfaces are there. They lie beside the project and not in it; {@code -Djvrrpd.data=FOLDER}
 * names the folder, else {@code ../shared/data} is looked for from here upwards.
 */
public final class OthersConfigurations {
  private static final String FOLDER = "keepalived-conf";
  private static final String SUFFIX = ".keepalived-t.txt";

  private OthersConfigurations() {}

  /**
   * One of them.
   *
   * @param path the file
   * @param said what keepalived said, line by line
   * @param exitStatus with what it ended
   */
  public record Sample(Path path, List<String> said, String exitStatus) {
    public String name() {
      return path.getFileName().toString();
    }

    /** It accepts the file, or objects to nothing but how scripts are run. */
    public boolean isAccepted() {
      return exitStatus.equals("0")
          || (exitStatus.equals("6") && said.stream().allMatch(each -> each.contains("SECURITY")));
    }

    JudgedFile judge() {
      return JudgedFile.read(path, new Surroundings("vm", Map.of(), 1), Optional.empty());
    }
  }

  /** All of them, by name; empty where the folder is missing. */
  public static List<Sample> all() throws IOException {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.out.println("shared/data/" + FOLDER + " is missing: its files are not read here");
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files
          .filter(each -> !each.toString().endsWith(SUFFIX))
          .sorted()
          .map(OthersConfigurations::sample)
          .toList();
    }
  }

  private static Sample sample(Path file) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file + SUFFIX));
      int second = 0;
      for (int i = 0; i < lines.size(); i++) {
        second = lines.get(i).startsWith("# the same") ? i + 1 : second;
      }
      List<String> said = lines.subList(second, lines.size() - 1);
      return new Sample(file, said, lines.getLast().replace("exit=", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folder() {
    String named = System.getProperty("jvrrpd.data");
    if (named != null) {
      return Optional.of(Path.of(named, FOLDER));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("data").resolve(FOLDER);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
