package org.jvrrpd.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/differences-from-keepalived.md names a test for each line, and each of them is there. */
class DifferencesPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+Test)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!in keepalived|---|test |\\|).*$");

  @Test
  void everyLineHasATestThatIsThere() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/differences-from-keepalived.md"));
    assertThat(ROW.matcher(page).results().map(MatchResult::group))
        .hasSizeGreaterThan(20)
        .allMatch(row -> TEST.matcher(row).find());
    Set<String> named =
        TEST.matcher(page)
            .results()
            .map(found -> found.group(1) + ".java")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(testFiles()).containsAll(named);
  }

  private static Set<String> testFiles() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT, 16)) {
      return all.filter(each -> each.toString().contains("/src/test/java/"))
          .map(each -> each.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }
}
