package org.jvrrpd.core.conformance;

import java.util.List;
import java.util.stream.Collectors;

/** Writes docs/conformance.md. */
final class Matrix {
  private final List<Clause> clauses;
  private final Coverage coverage;

  Matrix(List<Clause> clauses, Coverage coverage) {
    this.clauses = clauses;
    this.coverage = coverage;
  }

  String text() {
    StringBuilder text = new StringBuilder(head());
    String section = "";
    for (Clause clause : clauses) {
      if (!clause.section().equals(section)) {
        section = clause.section();
        text.append("\n## ").append(section).append("\n\n");
        text.append("| clause | | asks for | seen in | and not where it does not apply |\n");
        text.append("|---|---|---|---|---|\n");
      }
      text.append(row(clause));
    }
    return text.toString();
  }

  private String head() {
    long required = clauses.stream().filter(Clause::isRequired).count();
    long otherwise = exempt("otherwise: ");
    long notOurs = exempt("not ours: ");
    return """
        # Conformance with the RFCs

        What RFC 3768 (with RFC 2338's simple password) and RFC 9568 ask of a VRRP router, clause by clause, and the tests
        that show it. Names with a dot are JUnit tests, names with hyphens scripts in
        `vrrp-core/src/test/resources/election`. A *step* is a line of the state tables. RFC 9568 calls MASTER "Active".

        This page is written by a test, from `vrrp-core/src/test/resources/conformance/clauses.txt` and the annotation
        `@Covers`; `bin/verify` fails when it is out of date or when a clause that must be obeyed has no test. To write it
        again: `mvn -q -B test -pl vrrp-core -Dtest=ConformanceTest -Dconformance.rewrite=true`.

        %d clauses: %d must be obeyed and are, each with a test; %d are obeyed *otherwise*, on purpose; %d are *not ours*;
        the rest is recommended or allowed.
        """
        .formatted(clauses.size(), required, otherwise, notOurs);
  }

  private long exempt(String how) {
    return clauses.stream().filter(clause -> clause.exemption().startsWith(how)).count();
  }

  private String row(Clause clause) {
    String exemption = clause.exemption();
    String asked =
        exemption.isEmpty()
            ? clause.text()
            : clause.text()
                + " *"
                + exemption.substring(0, exemption.indexOf(':'))
                + ":*"
                + exemption.substring(exemption.indexOf(':') + 1);
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            clause.id(),
            clause.level(),
            asked,
            names(coverage.showing(clause)),
            names(coverage.excluding(clause)));
  }

  private static String names(List<String> tests) {
    return tests.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
