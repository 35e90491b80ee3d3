package org.jvrrpd.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every clause that must be obeyed has a test, and docs/conformance.md says which. */
class ConformanceTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
  private static final Path PAGE = ROOT.resolve("docs/conformance.md");
  private static final Path RESOURCES = Path.of("src/test/resources");

  private static List<Clause> clauses() throws IOException {
    return Clause.parse(Files.readAllLines(RESOURCES.resolve("conformance/clauses.txt")));
  }

  private static Coverage coverage() {
    return Coverage.find("org.jvrrpd.core", RESOURCES.resolve("election"));
  }

  private static Clause clause(String id, String level, String exemption) {
    return new Clause(id, level, "a section", "a text", exemption, List.of());
  }

  @Test
  void everyClauseThatMustBeObeyedHasATest() throws IOException {
    assertThat(coverage().complaints(clauses())).isEmpty();
  }

  @Test
  void testsOfOtherModulesAreThere() throws IOException {
    for (Clause clause : clauses()) {
      for (Clause.SeenIn seen : clause.seenIn()) {
        assertThat(ROOT.resolve(seen.file())).content().contains("void " + seen.method() + "(");
      }
    }
  }

  @Test
  void thePageSaysSo() throws IOException {
    String text = new Matrix(clauses(), coverage()).text();
    if (Boolean.getBoolean("conformance.rewrite")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).content().isEqualTo(text);
  }

  @Test
  void aClauseWithoutATestIsComplainedOf() {
    Coverage coverage = new Coverage();
    coverage.positive("RFC1-1-1", "ATest.shown");
    coverage.negative("RFC1-1-2", "ATest.excluded");
    assertThat(
            coverage.complaints(
                List.of(
                    clause("RFC1-1-1", "MUST", ""),
                    clause("RFC1-1-2", "MUST", ""),
                    clause("RFC1-1-3", "step", ""),
                    clause("RFC1-1-4", "SHOULD", ""),
                    clause("RFC1-1-5", "MUST", "not ours: a reason"))))
        .containsExactly("RFC1-1-2 has no test: a text", "RFC1-1-3 has no test: a text");
  }

  @Test
  void aClaimToAnUnknownClauseIsComplainedOf() {
    Coverage coverage = new Coverage();
    coverage.positive("RFC1-1-1", "ATest.shown");
    assertThat(coverage.complaints(List.of()))
        .containsExactly("[ATest.shown] claim a clause that is not in the list: RFC1-1-1");
  }

  @Test
  void aClauseIsThereOnce() {
    Clause twice = clause("RFC1-1-1", "MAY", "");
    assertThat(new Coverage().complaints(List.of(twice, twice)))
        .containsOnly("RFC1-1-1 is there twice");
  }

  @Test
  void whatIsNoClauseIsRefused() {
    assertThatThrownBy(() -> Clause.parse(List.of("RFC1-1-1 WOULD", "a text")))
        .hasMessageContaining("RFC1-1-1 WOULD");
    assertThatThrownBy(() -> Clause.parse(List.of("RFC1-1-1 MUST")))
        .hasMessageContaining("RFC1-1-1 MUST");
    assertThatThrownBy(() -> Clause.parse(List.of("RFC1-1-1 MUST", "a text", "another")))
        .hasMessageContaining("another");
  }
}
