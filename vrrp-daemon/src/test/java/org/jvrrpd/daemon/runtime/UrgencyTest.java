package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.kernel.Scheduling;

class UrgencyTest {
  private static final Optional<Scheduling> NO_WORD = Optional.empty();
  private static final Optional<Boolean> NO_SWITCH = Optional.empty();

  @TempDir private Path directory;

  @Test
  void withoutAWordItIsTheLeastOfRealTimeAndMemoryIsLocked() throws IOException {
    Urgency usual = urgency("", NO_WORD, NO_SWITCH);

    assertThat(usual).isEqualTo(new Urgency(Scheduling.roundRobin(1), false, true, false));
  }

  @Test
  void keepalivedsWordsAsk() throws IOException {
    Urgency asked = urgency("vrrp_rt_priority 50\n vrrp_no_swap", NO_WORD, NO_SWITCH);

    assertThat(asked).isEqualTo(new Urgency(Scheduling.roundRobin(50), true, true, true));
  }

  /** As keepalived 2.2.7 says: "setting to maximum", "setting to minimum". */
  @ParameterizedTest
  @CsvSource({"99, 99", "100, 99", "0, 1", "-1, 1"})
  void aPriorityOutOfRangeIsTheNearestOne(String word, int priority) throws IOException {
    assertThat(urgency("vrrp_rt_priority " + word, NO_WORD, NO_SWITCH).scheduling())
        .isEqualTo(Scheduling.roundRobin(priority));
  }

  @ParameterizedTest
  @ValueSource(strings = {"27asdf", "99999999999", "1.5", ""})
  void aPriorityThatIsNoneAsksForNothing(String word) throws IOException {
    assertThat(urgency("vrrp_rt_priority " + word, NO_WORD, NO_SWITCH).schedulingAsked()).isFalse();
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    String words = "vrrp_rt_priority 50\n vrrp_no_swap";

    Urgency asked = urgency(words, Optional.of(Scheduling.ORDINARY), Optional.of(false));

    assertThat(asked).isEqualTo(new Urgency(Scheduling.ORDINARY, true, false, false));
  }

  @Test
  void onlyWhatAsksForSomethingElseDiffers() throws IOException {
    Urgency usual = urgency("", NO_WORD, NO_SWITCH);

    assertThat(urgency("vrrp_rt_priority 1\n vrrp_no_swap", NO_WORD, NO_SWITCH).differsFrom(usual))
        .isFalse();
    assertThat(urgency("vrrp_rt_priority 2", NO_WORD, NO_SWITCH).differsFrom(usual)).isTrue();
    assertThat(urgency("", NO_WORD, Optional.of(false)).differsFrom(usual)).isTrue();
  }

  private Urgency urgency(
      String words, Optional<Scheduling> scheduling, Optional<Boolean> lockMemory)
      throws IOException {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(
        file,
        "global_defs {\n "
            + words
            + "\n}\nvrrp_instance A {\n interface eth0\n virtual_router_id 7\n"
            + " virtual_ipaddress { 192.0.2.1 }\n}\n");
    DaemonOptions options =
        new DaemonOptions(
            file, Optional.empty(), directory, List.of(), Optional.empty(), scheduling, lockMemory);
    return Urgency.of(options, options.load().configuration().orElseThrow());
  }
}
