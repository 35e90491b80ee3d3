package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void wordsAreSeparatedAsAShellSeparatesThem() {
    CommandLine line =
        CommandLine.parse("  /bin/x a  'b  c' \"d \\\" e\" f\\ g '' h'i'j ").orElseThrow();

    assertThat(line.words()).containsExactly("/bin/x", "a", "b  c", "d \" e", "f g", "", "hij");
    assertThat(line.shell()).isFalse();
    assertThat(line.program()).isEqualTo("/bin/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bin/x | /bin/y",
        "/bin/x >/dev/null",
        "/bin/x $HOME",
        "/bin/x \"$HOME\"",
        "/bin/x `id`",
        "/bin/x *.d",
        "/bin/x; /bin/y",
        "/bin/x &"
      })
  void whatNeedsAShellGetsOne(String text) {
    CommandLine line = CommandLine.parse(text).orElseThrow();

    assertThat(line.shell()).isTrue();
    assertThat(line.words()).containsExactly("/bin/sh", "-c", text);
    assertThat(line.program()).startsWith("/bin/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/x '$HOME | *'", "/bin/x \\$HOME", "/bin/x \"a \\$ b; c\""})
  void whatIsQuotedNeedsNone(String text) {
    assertThat(CommandLine.parse(text).orElseThrow().shell()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "/bin/x 'a", "/bin/x \"a\\\"", "/bin/x\0"})
  void noWordOrAQuoteWithoutEndOrANulIsNoCommand(String text) {
    assertThat(CommandLine.parse(text)).isEmpty();
  }

  @Test
  void keepalivedsWordsAreNeverAShells() {
    CommandLine line = CommandLine.parseWithoutShell("/bin/x 'a b' $HOME * | >y").orElseThrow();

    assertThat(line.words()).containsExactly("/bin/x", "a b", "$HOME", "*", "|", ">y");
    assertThat(line.shell()).isFalse();
    assertThat(CommandLine.parseWithoutShell("/bin/x 'a")).isEmpty();
  }
}
