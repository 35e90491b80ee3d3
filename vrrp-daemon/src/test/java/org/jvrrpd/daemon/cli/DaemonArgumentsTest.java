package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.Signals;
import picocli.CommandLine;

class DaemonArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --config /etc/other.yaml",
        "run --config=cluster.yaml --node=server1",
        "run --runtime-dir /run/x --node server2 --config a=b.yaml",
        "run --vip-lease off --config x",
        "run --vip-lease=on",
        "run --scheduling rr",
        "run --scheduling=fifo:99 --lock-memory off",
        "run --lock-memory=on --scheduling other",
        "run --pid-file /run/a.pid --config x --pid-file=/run/b.pid",
      })
  void whatIsUnderstoodMeansTheSameToPicocli(String line) {
    String[] words = line.split(" ", -1);

    assertThat(DaemonArguments.parse(words)).contains(asPicocliReads(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check --config x",
        "run --help",
        "run --config",
        "run --config x --config y",
        "run --config=",
        "run --config --node",
        "run --config 'x'",
        "run @file",
        "run --confg x",
        "run x",
        "run --node=-x",
        "run --vip-lease maybe",
        "run --lock-memory maybe",
        "run --scheduling rr:0",
        "run --scheduling fifo:100",
        "run --scheduling other:1",
        "run --scheduling --lock-memory off"
      })
  void everythingElseIsLeftToPicocli(String line) {
    assertThat(DaemonArguments.parse(line.split(" ", -1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rr:0", "fifo:100", "rr:1x", "RR", "other:1", "batch", "rr:"})
  void whatIsNoSchedulingIsRefusedInWords(String words) {
    assertThatThrownBy(() -> asPicocliReads("run", "--scheduling", words))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessage(
            "Invalid value for option '--scheduling': expected rr, fifo or other, the first two"
                + " perhaps with a priority of :1 to :99 behind, but was '"
                + words
                + "'");
  }

  @Test
  void aPathThatIsNoneIsLeftToPicocli() {
    assertThatCode(() -> DaemonArguments.parse("run", "--config", "a\0b"))
        .doesNotThrowAnyException();
    assertThat(DaemonArguments.parse("run", "--config", "a\0b")).isEmpty();
  }

  private static DaemonOptions asPicocliReads(String... words) {
    Signals signals = Signals.register();
    CommandLine line = new CommandLine(new Main(), new Commands(signals));
    Object run = line.parseArgs(words).subcommand().commandSpec().userObject();
    return ((RunCommand) run).options();
  }
}
