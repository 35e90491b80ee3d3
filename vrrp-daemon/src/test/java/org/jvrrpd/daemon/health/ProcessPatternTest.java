package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.daemon.health.ProcessPattern.By;

class ProcessPatternTest {
  private static ProcessPattern of(String words, @Nullable String match, boolean full) {
    return ProcessPattern.of(List.of(words.split(" ")), Optional.ofNullable(match), full);
  }

  @ParameterizedTest
  @CsvSource({
    "haproxy, , false, NAME",
    "haproxy, , true, COMMAND",
    "haproxy, partial, false, EXACT",
    "haproxy -f, , false, EXACT",
    "haproxy -f, partial, false, PARTIAL",
    "haproxy -f, initial, true, INITIAL",
  })
  void parametersAndWhatIsAskedForDecideWhatIsCompared(
      String words, @Nullable String match, boolean full, By by) {
    assertThat(of(words, match, full).by()).isEqualTo(by);
  }

  @Test
  void aNameIsComparedAsFarAsTheKernelKeepsIt() {
    ProcessPattern pattern = of("a-very-long-process-name", null, false);
    assertThat(pattern.isName("a-very-long-pro".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(pattern.isName("a-very-long-prx".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(of("ssh", null, false).isName("sshd".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(of("sshd", null, false).isName("ssh".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // pattern, match, command line, meant
    "d, , d, false",
    "d -f, , d -f, true",
    "d -f, , d -f x, false",
    "d -f, , d -fx, false",
    "d -f, , e -f, false",
    "d -f, partial, d -f, true",
    "d -f, partial, d -f x, true",
    "d -f, partial, d -fx, false",
    "d -f, initial, d -fx, true",
    "d -f, initial, d -fx y, true",
    "d -f, initial, d x -f, false",
    "d, initial, d, true",
    "d, initial, d x, false",
  })
  void commandLinesAreComparedWordByWord(
      String words, @Nullable String match, String line, boolean meant) {
    ProcessPattern pattern = of(words, match, false);
    boolean matches = pattern.by() != By.NAME && pattern.isCommandLine(nul(line));
    assertThat(matches).isEqualTo(meant);
  }

  @Test
  void theFullCommandIsTheFirstWordAlone() {
    assertThat(of("/bin/d", null, true).isCommandLine(nul("/bin/d -f x"))).isTrue();
    assertThat(of("/bin/d", null, true).isCommandLine(nul("/bin/dd"))).isFalse();
    assertThat(of("d", null, true).isCommandLine(nul("/bin/d"))).isFalse();
  }

  private static String nul(String line) {
    return line.replace(' ', '\0') + '\0';
  }
}
