package org.jvrrpd.conformance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/**
 * A host with files of its own: /etc, /usr/local and /var lie in overlays over this machine's, /run
 * is empty, and its {@code systemctl} is a stand-in that knows one service. What is changed there
 * is gone with its stage.
 */
public final class OwnFiles {
  private static final String HOUSE =
      """
      set -e
      for each in etc usr/local var; do
        upper=$1/$each/upper work=$1/$each/work
        mkdir -p $upper $work
        mount -t overlay overlay -o lowerdir=/$each,upperdir=$upper,workdir=$work /$each
      done
      mkdir $1/run
      mount --bind $1/run /run
      rm -rf /etc/keepalived/keepalived.conf
      echo ready
      exec sleep infinity
      """;

  private final Host host;
  private final RunningProcess house;
  private final Path tools;

  /** What a command printed, stdout and stderr as they came, and its exit status. */
  public record Result(int status, String printed) {}

  private OwnFiles(Host host, RunningProcess house, Path tools) {
    this.host = host;
    this.house = house;
    this.tools = tools;
  }

  /** Gives a node's host files of its own. */
  public static OwnFiles of(Node node) throws IOException {
    Path directory = Files.createDirectory(node.directory().resolve("files"));
    Path tools = Files.createDirectory(directory.resolve("tools"));
    Path systemctl = tools.resolve("systemctl");
    try (InputStream standIn =
        Objects.requireNonNull(OwnFiles.class.getResourceAsStream("/setup/systemctl"))) {
      Files.copy(standIn, systemctl);
    }
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    RunningProcess house =
        node.host()
            .start(
                node.name() + "'s files",
                directory.resolve("log"),
                Map.of(),
                "unshare",
                "--mount",
                "sh",
                "-c",
                HOUSE,
                "files",
                directory.toString());
    await("the files are there")
        .atMost(Duration.ofSeconds(10))
        .until(() -> house.logText().contains("ready"));
    return new OwnFiles(node.host(), house, tools);
  }

  /** Runs a command there and waits for its end. */
  public Result run(String... command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--mount=/proc/" + house.pid() + "/ns/mnt",
                "env",
                "PATH=" + tools + ":" + System.getenv("PATH"),
                "sh",
                "-c",
                "\"$@\" 2>&1; echo \"status $?\"",
                "sh"));
    words.addAll(List.of(command));
    String printed = host.run(words.toArray(String[]::new));
    int end = printed.lastIndexOf("status ");
    return new Result(
        Integer.parseInt(printed.substring(end + "status ".length()).strip()),
        printed.substring(0, end));
  }

  /** Writes a file there, and the folders above it. */
  public void write(String path, String text) throws IOException {
    run("sh", "-c", "mkdir -p \"${1%/*}\" && printf %s \"$2\" >\"$1\"", "sh", path, text);
  }

  /** What a file there holds; empty if there is none. */
  public String read(String path) throws IOException {
    return run("sh", "-c", "if [ -e \"$1\" ]; then cat \"$1\"; fi", "sh", path).printed();
  }
}
