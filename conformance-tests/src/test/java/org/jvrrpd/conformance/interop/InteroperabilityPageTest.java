package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/interoperability.md says what is so. */
class InteroperabilityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "interoperability.md");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  @Test
  void everyTestThatItNamesExists() throws Exception {
    Set<String> named =
        TEST.matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult each) -> each.group(1))
            .collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(5);
    assertThat(tests()).containsAll(named);
  }

  /** A cell that was added since the table was written is missed here. */
  @Test
  void itsTableIsOfTheseCells() throws Exception {
    String page = Files.readString(PAGE);
    assertThat(page).contains(" of " + Cell.all().size() + " cells were tried, ");
    for (Event event : Event.values()) {
      assertThat(page).contains("| " + event + " |");
    }
    assertThat(page).contains("| server1, which holds the VIP |");
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
