package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairwiseTest {
  private static final List<Cell> ASSERTED = Cell.all().stream().filter(Cell::isAsserted).toList();

  @Test
  void atMostThirtyCellsHaveEveryPairOfValues() {
    List<Cell> chosen = Pairwise.choose(ASSERTED);
    assertThat(chosen).hasSizeLessThanOrEqualTo(30).doesNotHaveDuplicates();
    assertThat(Pairwise.pairsOf(chosen)).isEqualTo(Pairwise.pairsOf(ASSERTED));
  }

  /** Nothing may be left out by a mistake in what makes sense. */
  @Test
  void everyValueIsAmongTheCells() {
    List<Cell> all = Cell.all();
    assertThat(all).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(all).extracting(Cell::name).doesNotHaveDuplicates();
    assertThat(all).extracting(Cell::event).contains(Event.values());
    assertThat(all).extracting(Cell::speech).contains(Speech.values());
    assertThat(all).extracting(Cell::master).contains(Implementation.values());
    assertThat(all).extracting(Cell::backup).contains(Implementation.values());
    assertThat(all)
        .allMatch(
            cell ->
                cell.master() == Implementation.JVRRPD || cell.backup() == Implementation.JVRRPD);
  }

  /** A change of one value is noticed: the pairs of one cell are of that cell. */
  @Test
  void aPairThatIsMissingIsSeen() {
    List<Cell> chosen = Pairwise.choose(ASSERTED);
    assertThat(Pairwise.pairsOf(chosen.subList(1, chosen.size())))
        .isNotEqualTo(Pairwise.pairsOf(ASSERTED));
  }
}
