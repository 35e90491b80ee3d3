package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

class LocalHostTest {
  @Test
  void thisMachineHasANameAndItsLoopbackIsLeftOut() {
    LocalHost host = LocalHost.system();

    assertThat(host.hostname()).isNotBlank().doesNotContain("\n");
    assertThat(host.addresses())
        .doesNotContain(IpAddress.parse("127.0.0.1").orElseThrow())
        .allMatch(address -> host.interfaceOf(address).isPresent());
    assertThat(host.interfaceOf(IpAddress.parse("203.0.113.254").orElseThrow())).isEmpty();
  }
}
