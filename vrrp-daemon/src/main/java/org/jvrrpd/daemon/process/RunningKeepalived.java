package org.jvrrpd.daemon.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A keepalived that runs in this process's network namespace.
 *
 * @param pid its first process, which the others are children of
 * @param configuration the file that its command line names, or keepalived's default
 */
public record RunningKeepalived(long pid, Path configuration) {
  private static final String NAME = "keepalived";
  private static final Path DEFAULT_CONFIGURATION = Path.of("/etc/keepalived/keepalived.conf");
  private static final Path PROC = Path.of("/proc");

  /** keepalived(8), {@code -f} and {@code --use-file}. */
  private static final List<String> FILE_OPTIONS = List.of("--use-file", "-f");

  /**
   * Looks for one (proc(5)). Where this process may not look at another closely enough, what its
   * name says is believed.
   *
   * @throws IOException if the processes cannot be listed
   */
  public static Optional<RunningKeepalived> find() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        if (isKeepalived(each) && sharesOurNetwork(each) && !isChild(each)) {
          long pid = Long.parseLong(each.getFileName().toString());
          return Optional.of(new RunningKeepalived(pid, configurationOf(each)));
        }
      }
    }
    return Optional.empty();
  }

  /** Its configuration as this process can read it, also where it sees other files than we do. */
  public Path readableConfiguration() {
    Path throughIt = PROC.resolve(pid + "/root" + configuration);
    return Files.isReadable(throughIt) ? throughIt : configuration;
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return isKeepalived(PROC.resolve(Long.toString(pid)));
  }

  private static boolean isKeepalived(Path process) {
    try {
      if (!read(process, "comm").strip().equals(NAME)) {
        return false;
      }
    } catch (IOException _) {
      return false;
    }
    try {
      // A zombie keeps its name but has no program, and a script of this name has another one. The
      // link of a program that was replaced meanwhile ends with " (deleted)".
      return Files.readSymbolicLink(process.resolve("exe"))
          .getFileName()
          .toString()
          .startsWith(NAME);
    } catch (AccessDeniedException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Each network namespace has files of its own below net, which everybody may look at; the link
   * ns/net takes CAP_SYS_PTRACE, which a daemon in a sandbox does not have.
   */
  private static boolean sharesOurNetwork(Path process) {
    try {
      return inode(process).equals(inode(PROC.resolve("self")));
    } catch (IOException _) {
      return false;
    }
  }

  private static Object inode(Path process) throws IOException {
    return Files.getAttribute(process.resolve("net/dev"), "unix:ino");
  }

  private static boolean isChild(Path process) {
    try {
      // "pid (comm) state ppid ...": the name is the only part that could hold a parenthesis.
      String stat = read(process, "stat");
      String parent = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 3)[1];
      return isKeepalived(PROC.resolve(parent));
    } catch (IOException _) {
      return false;
    }
  }

  private static Path configurationOf(Path process) throws IOException {
    String[] arguments = read(process, "cmdline").split("\0", -1);
    Optional<String> named = Optional.empty();
    for (int i = 1; i < arguments.length; i++) {
      for (String option : FILE_OPTIONS) {
        if (arguments[i].equals(option) && i + 1 < arguments.length) {
          named = Optional.of(arguments[i + 1]);
        } else if (arguments[i].startsWith(option) && arguments[i].length() > option.length()) {
          named = Optional.of(arguments[i].substring(option.length()).replaceFirst("^=", ""));
        }
      }
    }
    try {
      Path file = named.map(Path::of).orElse(DEFAULT_CONFIGURATION);
      return file.isAbsolute()
          ? file
          : Files.readSymbolicLink(process.resolve("cwd")).resolve(file).normalize();
    } catch (InvalidPathException _) {
      return DEFAULT_CONFIGURATION;
    }
  }

  private static String read(Path process, String file) throws IOException {
    return new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.UTF_8);
  }
}
