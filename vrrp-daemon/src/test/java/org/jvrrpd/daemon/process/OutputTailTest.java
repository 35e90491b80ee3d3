package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTailTest {
  private final OutputTail tail = new OutputTail();

  @Test
  void theLastLinesAreKeptInTheirOrder() {
    for (int i = 0; i < 10_000; i++) {
      print("line " + i + "\n");
    }
    assertThat(tail.lines())
        .hasSize(OutputTail.MAX_LINES)
        .startsWith("line 9980")
        .endsWith("line 9999");
  }

  @Test
  void oneLineWithoutEndIsCut() {
    print("x".repeat(1_000_000));

    assertThat(tail.lines()).containsExactly("x".repeat(OutputTail.MAX_LINE_CHARS));
  }

  @Test
  void controlCharactersAndBytesThatAreNoTextAreReplaced() {
    tail.add(new byte[] {'a', 27, '[', '3', '1', 'm', (byte) 0xff, '\n', '\n'});

    assertThat(tail.lines()).containsExactly("a?[31m\ufffd");
  }

  @Test
  void nothingPrintedIsNoLine() {
    assertThat(tail.lines()).isEmpty();
  }

  private void print(String text) {
    tail.add(text.getBytes(StandardCharsets.UTF_8));
  }
}
