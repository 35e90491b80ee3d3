package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of problems.txt, which says how to read it. */
class ProblemsTest {
  private static final Path RESOURCES =
      Path.of("src", "test", "resources", "org", "jvrrpd", "daemon", "config");
  private static final boolean REWRITE = Boolean.getBoolean("problems.rewrite");

  @TempDir private Path directory;

  /** One case: its lines before {@code ----}, and the problems expected after it. */
  private record Case(List<String> lines, List<String> expected) {
    String title() {
      return lines.stream()
          .filter(line -> line.startsWith("# "))
          .findFirst()
          .orElse("#")
          .substring(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> theProblemsAreThoseOfTheTable() throws IOException {
    List<Case> cases = cases();
    if (REWRITE) {
      rewrite(cases);
    }
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.title(),
                    () -> assertThat(problems(each)).containsExactlyElementsOf(each.expected())));
  }

  private List<String> problems(Case each) {
    TestHost host = TestHost.of("server1", "192.0.2.1");
    Optional<String> node = Optional.empty();
    String permissions = "rw-------";
    String yaml = resource("base.yaml");
    for (String line : each.lines()) {
      if (line.startsWith("host ")) {
        String[] words = line.split(" ");
        host =
            TestHost.of(words[1], List.of(words).subList(2, words.length).toArray(String[]::new));
      } else if (line.startsWith("mode ")) {
        permissions = line.substring("mode ".length());
      } else if (line.startsWith("node ")) {
        node = Optional.of(line.substring("node ".length()));
      } else if (line.equals("file")) {
        yaml = wholeFile(each);
        break;
      } else if (!line.startsWith("# ")) {
        yaml = replaced(yaml, line);
      }
    }
    return ConfigurationReader.read(written(yaml, permissions), node, host, Map.of())
        .problems()
        .stream()
        .map(problem -> problem.toString().substring(directory.toString().length() + 8))
        .toList();
  }

  private static String wholeFile(Case each) {
    int begin = each.lines().indexOf("file") + 1;
    return String.join("\n", each.lines().subList(begin, each.lines().size()));
  }

  private static String replaced(String yaml, String line) {
    String[] sides = line.split(" =>", 2);
    String old = unescaped(sides[0]);
    assertThat(yaml).contains(old);
    int at = yaml.indexOf(old);
    String replacement = unescaped(sides[1].isEmpty() ? "" : sides[1].substring(1));
    return yaml.substring(0, at) + replacement + yaml.substring(at + old.length());
  }

  private static String unescaped(String text) {
    boolean quoted = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1;
    return (quoted ? text.substring(1, text.length() - 1) : text)
        .replace("\\n", "\n")
        .replace("\\t", "\t");
  }

  private Path written(String yaml, String permissions) {
    try {
      Path file = directory.resolve("a.yaml");
      Files.writeString(file, yaml);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    boolean isExpected = false;
    for (String line : resource("problems.txt").lines().toList()) {
      if (line.equals("----")) {
        isExpected = true;
      } else if (!line.isEmpty()) {
        (isExpected ? expected : lines).add(line);
      } else {
        if (isExpected) {
          cases.add(new Case(List.copyOf(lines), List.copyOf(expected)));
        }
        lines.clear();
        expected.clear();
        isExpected = false;
      }
    }
    cases.add(new Case(List.copyOf(lines), List.copyOf(expected)));
    return cases;
  }

  private void rewrite(List<Case> cases) throws IOException {
    String table = resource("problems.txt");
    StringBuilder text = new StringBuilder(table.substring(0, table.indexOf("\n\n") + 1));
    for (Case each : cases) {
      text.append('\n').append(String.join("\n", each.lines())).append("\n----\n");
      problems(each).forEach(problem -> text.append(problem).append('\n'));
    }
    Files.writeString(RESOURCES.resolve("problems.txt"), text);
  }

  private static String resource(String name) {
    try {
      return Files.readString(RESOURCES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
