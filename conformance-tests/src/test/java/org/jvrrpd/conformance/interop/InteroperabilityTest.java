package org.jvrrpd.conformance.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.jvrrpd.conformance.harness.Play;

/**
 * jvrrpd with itself, with keepalived and with FRR, in both parts. {@code -Dinterop.cells=all}
 * tries every cell and not only those of {@link Pairwise}, any other value those whose names
 * contain it. {@code -Dinterop.findings=FILE} adds what came of them to a file, {@code
 * -Dinterop.document=FILE} makes the table of all that is there, {@code -Dinterop.captures=FOLDER}
 * keeps what was on the wire. {@code bin/interop} sets them.
 */
class InteroperabilityTest {
  private static final String FINDINGS = System.getProperty("interop.findings", "");

  @TestFactory
  Stream<DynamicTest> everyCellComesOutByTheRule() {
    return chosen().stream()
        .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> tried(cell)));
  }

  private static List<Cell> chosen() {
    String wanted = System.getProperty("interop.cells", "");
    List<Cell> all = Cell.all();
    return switch (wanted) {
      case "" -> Pairwise.choose(all.stream().filter(Cell::isAsserted).toList());
      case "all" -> all;
      default -> all.stream().filter(cell -> cell.name().contains(wanted)).toList();
    };
  }

  private static void tried(Cell cell) throws Throwable {
    Play play =
        stage -> {
          Trial trial = Trial.of(cell, stage);
          trial.run();
          record(new Finding(cell, Optional.ofNullable(trial.took()), Optional.empty()));
          keepCapture(cell, stage.directory().resolve("bridge.pcap"));
        };
    try {
      String name = "interop." + cell.name();
      if (cell.isAsserted()) {
        play.perform(name);
      } else {
        play.performOnce(name);
      }
    } catch (Exception | AssertionError failure) {
      String complaint = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
      record(new Finding(cell, Optional.empty(), Optional.of(complaint)));
      if (cell.isAsserted()) {
        throw failure;
      }
    }
  }

  /** At once, so that a run that is interrupted has found something. */
  private static synchronized void record(Finding finding) throws IOException {
    if (!FINDINGS.isEmpty()) {
      Findings.add(Path.of(FINDINGS), List.of(finding));
    }
  }

  private static void keepCapture(Cell cell, Path capture) throws IOException {
    String folder = System.getProperty("interop.captures", "");
    if (!folder.isEmpty()) {
      Path kept = Files.createDirectories(Path.of(folder)).resolve(cell.name() + ".pcap");
      Files.copy(capture, kept, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @AfterAll
  static void writeDown() throws IOException {
    String document = System.getProperty("interop.document", "");
    if (!document.isEmpty()) {
      List<Finding> all = Findings.all(Path.of(FINDINGS));
      long asserted = all.stream().filter(each -> each.cell().isAsserted()).count();
      long cells = Cell.all().stream().filter(Cell::isAsserted).count();
      if (asserted == cells) {
        Chapter.write(Path.of(document), "matrix", Table.of(all));
      } else {
        System.err.printf("%d of %d asserted cells were tried: no table yet%n", asserted, cells);
      }
    }
  }
}
