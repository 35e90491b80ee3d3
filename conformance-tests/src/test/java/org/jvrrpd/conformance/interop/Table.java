package org.jvrrpd.conformance.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What came of the cells, as Markdown. */
final class Table {

  /** A column: the preferred node's daemon and the other's. */
  private record Pair(Implementation master, Implementation backup) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(Implementation.JVRRPD, Implementation.JVRRPD),
          new Pair(Implementation.JVRRPD, Implementation.KEEPALIVED),
          new Pair(Implementation.KEEPALIVED, Implementation.JVRRPD),
          new Pair(Implementation.JVRRPD, Implementation.FRR),
          new Pair(Implementation.FRR, Implementation.JVRRPD));

  private final List<Finding> findings;
  private final StringBuilder text = new StringBuilder();
  private final List<String> notes = new ArrayList<>();

  private Table(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  static String of(List<Finding> findings) {
    return new Table(findings).write();
  }

  private String write() {
    long well = findings.stream().filter(each -> each.complaint().isEmpty()).count();
    text.append(
        "%d of %d cells were tried, %d came out by the rule.\n"
            .formatted(findings.size(), Cell.all().size(), well));
    Set<String> headings = new LinkedHashSet<>();
    findings.forEach(each -> headings.add(heading(each.cell())));
    for (String heading : headings) {
      section(
          heading, findings.stream().filter(each -> heading(each.cell()).equals(heading)).toList());
    }
    if (!notes.isEmpty()) {
      text.append("\nNotes:\n\n");
      for (int i = 0; i < notes.size(); i++) {
        text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
      }
    }
    return text.toString();
  }

  private static String heading(Cell cell) {
    return "%s, one advertisement every %d ms%s"
        .formatted(
            cell.speech(), 10 * cell.intervalCentis(), cell.isAsserted() ? "" : ": measured only");
  }

  private void section(String heading, List<Finding> part) {
    text.append("\n#### ").append(capitalised(heading)).append("\n\n| event |");
    List<Pair> columns =
        PAIRS.stream()
            .filter(pair -> part.stream().anyMatch(each -> pairOf(each).equals(pair)))
            .toList();
    columns.forEach(
        pair ->
            text.append(' ')
                .append(pair.master())
                .append(" → ")
                .append(pair.backup())
                .append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (Event event : Event.values()) {
      List<Finding> row = part.stream().filter(each -> each.cell().event() == event).toList();
      if (!row.isEmpty()) {
        text.append("| ").append(event).append(" |");
        columns.forEach(pair -> text.append(' ').append(field(row, pair)).append(" |"));
        text.append('\n');
      }
    }
  }

  private static Pair pairOf(Finding finding) {
    return new Pair(finding.cell().master(), finding.cell().backup());
  }

  private String field(List<Finding> row, Pair pair) {
    return row.stream()
        .filter(each -> pairOf(each).equals(pair))
        .findFirst()
        .map(this::field)
        .orElse("");
  }

  private String field(Finding finding) {
    Optional<String> complaint = finding.complaint();
    if (complaint.isPresent()) {
      return "not by the rule" + note(complaint.get());
    }
    Expectation expected = Rules.expected(finding.cell());
    String holder =
        switch (expected.holders().size()) {
          case 1 -> expected.holders().getFirst().equals(Cell.MASTER) ? "preferred" : "other";
          default -> "both";
        };
    String time =
        finding
            .took()
            .filter(_ -> finding.cell().event().movesTheVip())
            .map(took -> ", " + seconds(took))
            .orElse("");
    return holder + time + (expected.because().isEmpty() ? "" : note(expected.because()));
  }

  /** The same note has the same number. */
  private String note(String words) {
    if (!notes.contains(words)) {
      notes.add(words);
    }
    return " (" + (notes.indexOf(words) + 1) + ")";
  }

  private static String seconds(Duration took) {
    return "%.2f s".formatted(took.toNanos() / 1e9);
  }

  private static String capitalised(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
