package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReadingTest {
  private static final Path FILE = Path.of("/run/offset");

  private static FileReading read(String text) {
    return FileReading.of(FILE, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What strtol(3) makes of them. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "5,5",
        "  -20,-20",
        "+7,7",
        "0x1F,31",
        "-0X10,-16",
        "010,8",
        "08,0",
        "0x,0",
        "12abc,12",
        "-,0",
        "up,0",
        "2147483648,2147483647",
        "-99999999999999999999,-2147483648",
        "0xffffffffffffffffff,2147483647",
      })
  void aNumberIsReadAsStrtolReadsIt(String text, int number) {
    assertThat(read(text).number()).isEqualTo(number);
    assertThat(read(text + "\n").number()).isEqualTo(number);
  }

  @Test
  void statusSaysWhatWasRead() {
    assertThat(read("0x10\n").why()).isEqualTo("/run/offset says 16");
    assertThat(read("").why()).isEqualTo("no number in /run/offset, so it counts as 0");
    assertThat(read("").number()).isZero();
  }
}
