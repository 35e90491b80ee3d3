package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  private static String play(String text) {
    return Script.parse(text.lines().toList()).play().text();
  }

  @Test
  void whatHappenedReplacesWhatWasWritten() {
    String played =
        play(
            """
            # Prose stays.
            node server1 192.0.2.1 priority 255
            start server1
            run 1s
            ----
               0.000s something else

            show
            """);
    assertThat(played)
        .isEqualTo(
            """
            # Prose stays.
            node server1 192.0.2.1 priority 255
            start server1
            run 1s
            ----
               0.000s server1 INIT -> MASTER (address owner)
               0.000s server1   send priority 255
               0.000s server1   install 192.0.2.10
               0.000s server1   announce 192.0.2.10

            show
            ----
               1.000s server1 is MASTER, priority 255, holds 192.0.2.10
            """);
    assertThat(play(played)).isEqualTo(played);
  }

  @Test
  void manyEmptyLinesAreOne() {
    assertThat(play("run 1s\n\n\n\nrun 1s\n")).isEqualTo("run 1s\n\nrun 1s\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jump server1",
        "start server9",
        "start",
        "run soon",
        "run -1s",
        "run 1s..",
        "node server2",
        "node server2 server2",
        "node server2 192.0.2.2 colour red",
        "node server2 192.0.2.2 priority",
        "node server2 192.0.2.2 priority high",
        "node server2 192.0.2.2 preempt maybe",
        "link server1 sideways",
        "kernel server1 sleeps",
        "partition server1",
        "wire loss 101%",
        "wire loss much",
        "wire colour red",
        "advertise nobody",
        "advertise 192.0.2.9 priority",
        "advertise 192.0.2.9 times 1000000",
        "leases server1 late 2s..1s",
        "cut server1 server9"
      })
  void aCommandThatIsNoneIsSaidInWords(String command) {
    List<String> script = List.of("node server1 192.0.2.1", "start server1", command);
    assertThatThrownBy(() -> Script.parse(script).play())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + command + "`");
  }

  @Test
  void nobodyStartsTwice() {
    assertThatThrownBy(() -> play("node server1 192.0.2.1\nstart all\nstart all\n"))
        .hasMessageContaining("server1 is running already");
  }

  @ParameterizedTest
  @CsvSource({"1s, 1000000000", "1.5s, 1500000000", "20ms, 20000000", "100us, 100000", "0s, 0"})
  void durationsAreReadExactly(String word, long nanos) {
    assertThat(Words.nanos(word)).isEqualTo(nanos);
    assertThat(Span.parse(word)).isEqualTo(new Span(nanos, nanos));
  }

  @Test
  void aSpanHasTwoEnds() {
    assertThat(Span.parse("1ms..20ms")).isEqualTo(new Span(1_000_000, 20_000_000));
  }
}
