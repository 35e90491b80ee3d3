package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with the number of this process. */
class PidFilesTest {
  @TempDir private Path directory;

  @Test
  void theyHoldOurNumberUntilTheEnd() throws IOException {
    Path parent = directory.resolve("keepalived.pid");
    Path child = directory.resolve("keepalived_vrrp.pid");
    // A longer one, that a killed daemon has left.
    Files.writeString(parent, "123456789\nx\n");
    try (PidFiles _ = PidFiles.claim(List.of(parent, child))) {
      String pid = ProcessHandle.current().pid() + "\n";
      assertThat(parent).content().isEqualTo(pid);
      assertThat(child).content().isEqualTo(pid);
    }
    assertThat(parent).doesNotExist();
    assertThat(child).doesNotExist();
  }

  @Test
  void oneThatIsInUseKeepsASecondDaemonFromStarting() throws IOException {
    Path file = directory.resolve("keepalived.pid");
    Path other = directory.resolve("other.pid");
    try (PidFiles _ = PidFiles.claim(List.of(file))) {
      assertThatThrownBy(() -> PidFiles.claim(List.of(other, file)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "another daemon runs with the pid file "
                  + file
                  + ", pid "
                  + ProcessHandle.current().pid());
      assertThat(other).doesNotExist();
      assertThat(file).exists();
    }
  }

  @Test
  void whatIsNoPlainFileIsNotTouched() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    assertThatThrownBy(() -> PidFiles.claim(List.of(link)))
        .hasMessageContaining("not a plain file");
    assertThatThrownBy(() -> PidFiles.claim(List.of(directory.resolve("no/file"))))
        .hasMessageContaining("cannot write the pid file");
    assertThat(target).content().isEqualTo("precious");
  }
}
