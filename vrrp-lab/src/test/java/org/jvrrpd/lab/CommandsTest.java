package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final Commands commands = new Commands();

  @Test
  void aQuotedCommandIsReadBackByAShellAsTheSameWords() throws Exception {
    List<String> words = List.of("plain", "two words", "it's", "$HOME", "", "a;b|c");
    String line = Commands.quote(words);
    assertThat(commands.query(List.of("sh", "-c", "printf '<%s>' " + line)))
        .isEqualTo("<plain><two words><it's><$HOME><><a;b|c>");
  }

  @Test
  void onlyCommandsThatChangeSomethingAreInTheScript() throws Exception {
    commands.query(List.of("true"));
    commands.run(List.of("echo", "it is"));
    assertThat(commands.script()).containsExactly("echo 'it is'");
  }

  @Test
  void aProgramThatWritesWithoutEndIsAnErrorAndNotAFullMemory() {
    assertThatThrownBy(() -> commands.query(List.of("head", "-c", "5000000", "/dev/zero")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its output could not be read");
  }

  @Test
  void aProgramThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> commands.query(List.of("/nowhere/at-all")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/nowhere/at-all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Server1", "1server", "a name", "switch", "br0", "sixteen-letters-x"})
  void aHostIsNotCalledWhatThePortOfABridgeCannotBeCalled(String name) {
    assertThatThrownBy(() -> HostPlan.host(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAddressWithoutItsPrefixIsRefused() {
    assertThatThrownBy(() -> HostPlan.host("server1", "192.0.2.1"))
        .hasMessageContaining("\"192.0.2.1\" of host server1");
  }
}
