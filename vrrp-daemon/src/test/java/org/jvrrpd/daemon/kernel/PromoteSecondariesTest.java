package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromoteSecondariesTest {
  private final VethPair veth = new VethPair();

  @BeforeEach
  void startWithoutPromotion() throws IOException {
    // Either of the two switches it on for the interface.
    Files.writeString(setting("all"), "0\n");
    Files.writeString(setting(veth.name()), "0\n");
    Ip.run("addr add 192.0.2.10/24 dev " + veth.name());
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
  }

  @AfterEach
  void close() {
    veth.close();
  }

  @Test
  void withoutItTheNodesOwnAddressGoesWithTheFirst() {
    Ip.run("addr del 192.0.2.10/24 dev " + veth.name());
    assertThat(Ip.prefixes(veth.name())).doesNotContain("192.0.2.1/24");
  }

  @Test
  void nodesOwnAddressStaysWhenTheFirstGoes() throws IOException {
    try (PromoteSecondaries promotion = new PromoteSecondaries()) {
      promotion.enable(veth.name());
      Ip.run("addr del 192.0.2.10/24 dev " + veth.name());
      assertThat(Ip.prefixes(veth.name())).contains("192.0.2.1/24");
    }
  }

  @Test
  void closingPutsBackWhatWasChanged() throws IOException {
    try (PromoteSecondaries promotion = new PromoteSecondaries()) {
      promotion.enable(veth.name());
      promotion.enable(veth.name());
      assertThat(Ip.output(List.of("cat", setting(veth.name()).toString()), "")).isEqualTo("1\n");
    }
    assertThat(Ip.output(List.of("cat", setting(veth.name()).toString()), "")).isEqualTo("0\n");
  }

  @Test
  void closingLeavesAloneWhatWasOnBefore() throws IOException {
    Files.writeString(setting(veth.name()), "1\n");
    try (PromoteSecondaries promotion = new PromoteSecondaries()) {
      promotion.enable(veth.name());
    }
    assertThat(Ip.output(List.of("cat", setting(veth.name()).toString()), "")).isEqualTo("1\n");
  }

  @Test
  void interfaceThatWentAwayDoesNotDisturbTheEnd() throws IOException {
    try (VethPair another = new VethPair();
        PromoteSecondaries promotion = new PromoteSecondaries()) {
      Files.writeString(setting(another.peer()), "0\n");
      promotion.enable(another.peer());
      Ip.run("link set " + another.peer() + " name away0");
    }
    assertThat(Files.exists(setting("away0"))).isFalse();
  }

  @Test
  void missingInterfaceIsAnError() throws IOException {
    try (PromoteSecondaries promotion = new PromoteSecondaries()) {
      assertThatThrownBy(() -> promotion.enable("missing0"))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void nameThatLeadsElsewhereIsRefused() throws IOException {
    try (PromoteSecondaries promotion = new PromoteSecondaries()) {
      for (String name : new String[] {"", ".", "..", "../all", "a/b"}) {
        assertThatThrownBy(() -> promotion.enable(name))
            .as("name '%s'", name)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static Path setting(String interfaceName) {
    return Path.of("/proc/sys/net/ipv4/conf", interfaceName, "promote_secondaries");
  }
}
