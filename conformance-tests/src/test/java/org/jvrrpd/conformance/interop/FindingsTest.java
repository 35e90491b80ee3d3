package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  @Test
  void theLastFindingOfEachCellIsReadBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new").resolve("findings.tsv");
    List<Finding> expected = new ArrayList<>();
    for (Cell cell : Cell.all()) {
      expected.add(new Finding(cell, Optional.of(Duration.ofMillis(7)), Optional.empty()));
    }
    Cell last = Cell.all().getLast();
    Findings.add(file, expected);
    Finding again = new Finding(last, Optional.empty(), Optional.of("it moved\n\tto server2"));
    Findings.add(file, List.of(again));
    expected.set(
        expected.size() - 1,
        new Finding(last, Optional.empty(), Optional.of("it moved to server2")));
    assertThat(Findings.all(file)).isEqualTo(expected);
  }

  @Test
  void aLineThatIsNoFindingIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("findings.tsv"), "something\t-\t\n");
    assertThatThrownBy(() -> Findings.all(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("something");
  }

  @Test
  void theTableHasAFieldForEachFindingAndItsReason() {
    List<Finding> findings = new ArrayList<>();
    for (Cell cell : Cell.all()) {
      findings.add(new Finding(cell, Optional.of(Duration.ofMillis(3630)), Optional.empty()));
    }
    findings.set(
        0, new Finding(Cell.all().getFirst(), Optional.empty(), Optional.of("nobody came")));
    String table = Table.of(findings);
    assertThat(table)
        .contains(" cells were tried, " + (findings.size() - 1) + " came out by the rule")
        .contains("not by the rule (1)")
        .contains("1. nobody came")
        .contains("keepalived has no leases");
    long moves = Cell.all().stream().filter(cell -> cell.event().movesTheVip()).count();
    assertThat(table.split(", 3\\.63 s", -1)).hasSize((int) moves + 1);
  }

  @Test
  void aChapterIsReplacedAndTheRestIsNot(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page, "a\n<!-- matrix: written by bin/interop -->\nold\n<!-- end of matrix -->\nb\n");
    Chapter.write(page, "matrix", "new\n");
    assertThat(Files.readString(page))
        .isEqualTo(
            "a\n<!-- matrix: written by bin/interop -->\n\nnew\n\n<!-- end of matrix -->\nb\n");
    assertThatThrownBy(() -> Chapter.write(page, "migration", "new\n"))
        .isInstanceOf(IOException.class);
  }
}
