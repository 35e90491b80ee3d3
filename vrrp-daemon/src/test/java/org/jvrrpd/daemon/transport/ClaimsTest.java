package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two holders of claims in one process are as far apart for the kernel as two processes. */
class ClaimsTest {
  private static final String ROUTER = "VRID 51 on eth0";

  @Test
  void aVirtualRouterHasOneSpeakerOnAHost() throws IOException {
    try (Claims first = new Claims();
        Claims second = new Claims()) {
      first.change(Set.of(ROUTER));
      assertThatThrownBy(() -> second.change(Set.of("VRID 52 on eth0", ROUTER)))
          .isInstanceOf(IOException.class)
          .hasMessage("another jvrrpd on this host speaks VRID 51 on eth0; stop it first");
      // A refusal has taken nothing.
      first.change(Set.of(ROUTER, "VRID 52 on eth0"));
      first.change(Set.of("VRID 52 on eth0"));
      second.change(Set.of(ROUTER));
    }
    try (Claims third = new Claims()) {
      third.change(Set.of(ROUTER, "VRID 52 on eth0"));
    }
  }

  @Test
  void anUnprivilegedUserCannotKeepUsFromStarting() throws Exception {
    Process squatter =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                "perl",
                "-MSocket",
                "-e",
                "socket(S, PF_UNIX, SOCK_STREAM, 0);"
                    + "bind(S, pack_sockaddr_un(\"\\0jvrrpd, VRID 51 on eth0\")); listen(S, 1);"
                    + "sleep 1000;")
            .start();
    try (Claims claims = new Claims()) {
      await("its socket")
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(Path.of("/proc/net/unix")).contains("@jvrrpd, VRID 51"));
      assertThatCode(() -> claims.change(Set.of(ROUTER))).doesNotThrowAnyException();
    } finally {
      squatter.destroyForcibly().waitFor();
    }
  }
}
