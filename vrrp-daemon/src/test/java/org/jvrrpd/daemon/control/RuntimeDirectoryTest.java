package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RuntimeDirectoryTest {
  @TempDir private Path parent;

  @Test
  void isMadePrivateWithASocketAndAPidFile() throws Exception {
    Path directory = parent.resolve("run/jvrrpd");
    try (ControlServer _ = open(directory)) {
      assertThat(mode(directory)).isEqualTo("rwx------");
      assertThat(mode(directory.resolve("control.sock"))).isEqualTo("rw-------");
      assertThat(directory.resolve("jvrrpd.pid"))
          .hasContent(Long.toString(ProcessHandle.current().pid()));
    }
    assertThat(directory.resolve("control.sock")).doesNotExist();
    assertThat(directory.resolve("jvrrpd.pid")).doesNotExist();
  }

  @Test
  void isUsedAgainAfterACleanStop() throws Exception {
    open(parent).close();
    open(parent).close();
  }

  @Test
  void replacesTheSocketThatADeadDaemonLeft() throws Exception {
    Path socket = parent.resolve("control.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    Files.writeString(parent.resolve("jvrrpd.pid"), "4711\n");
    assertThatThrownBy(() -> ControlClient.status(parent))
        .isInstanceOf(IOException.class)
        .hasMessage("no jvrrpd runs here (" + socket + "): Connection refused");

    try (ControlServer _ = open(parent)) {
      assertThat(ControlClient.status(parent)).isEqualTo(Samples.healthyMaster());
    }
  }

  @Test
  void refusesASecondDaemonOfTheSameProcess() throws Exception {
    try (ControlServer _ = open(parent)) {
      assertThatThrownBy(() -> open(parent)).hasMessage(refusal(ProcessHandle.current().pid()));
      assertThat(ControlClient.status(parent)).isEqualTo(Samples.healthyMaster());
    }
  }

  @Test
  void refusesASecondDaemonUntilTheFirstIsKilled() throws Exception {
    Process first = startOther();
    try {
      assertThatThrownBy(() -> open(parent)).hasMessage(refusal(first.pid()));
    } finally {
      first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(parent.resolve("control.sock")).exists();

    try (ControlServer _ = open(parent)) {
      assertThat(ControlClient.status(parent)).isEqualTo(Samples.healthyMaster());
    }
  }

  /** A daemon in a process of its own, once it listens. */
  private Process startOther() throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherDaemon.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("listening");
    return process;
  }

  /** The other daemon's program: it lives until it is killed. */
  static final class OtherDaemon {
    private OtherDaemon() {}

    public static void main(String[] args) throws Exception {
      try (ControlServer _ = open(Path.of(args[0]))) {
        System.out.println("listening");
        Thread.currentThread().join();
      }
    }
  }

  @Test
  void tightensADirectoryThatSystemdMadeReadable() throws Exception {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ControlServer _ = open(parent)) {
      assertThat(mode(parent)).isEqualTo("rwx------");
    }
  }

  @Test
  void leavesADirectoryOfOthersAsItIs() throws Exception {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createFile(parent.resolve("somebody's"));

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is open to others and holds files that are not jvrrpd's");
    assertThat(mode(parent)).isEqualTo("rwxrwxrwx");
    assertThat(parent.resolve("lock")).doesNotExist();
  }

  @Test
  void refusesWhatIsNoDirectory() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> open(file))
        .hasMessage("the runtime directory " + file + " is not a directory");
  }

  @Test
  void refusesAPathThatIsTooLongForASocketAndGivesItUp() throws Exception {
    Path directory = parent.resolve("x".repeat(120));

    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the control socket ")
        .hasMessageContaining("too long");
    assertThat(directory.resolve("jvrrpd.pid")).doesNotExist();
  }

  @Test
  void saysThatNobodyRunsHere() {
    assertThatThrownBy(() -> ControlClient.status(parent))
        .hasMessage(
            "no jvrrpd runs here ("
                + parent.resolve("control.sock")
                + "): No such file or directory");
  }

  private String refusal(long pid) {
    return "another jvrrpd runs with this runtime directory (" + parent + "), pid " + pid;
  }

  private static ControlServer open(Path directory) throws IOException {
    return ControlServer.open(directory, new FakeLoop());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
