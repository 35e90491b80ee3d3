package org.jvrrpd.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.jna.UserAccount;

/**
 * Looks at a script's file and at all folders above it, before the script is needed: whether it can
 * run, and whether somebody else could change what root runs. Blocks on the file system.
 */
public final class ScriptInspection {
  /** stat(2), st_mode. */
  private static final int STICKY = 01000;

  private static final int EXECUTABLE = 0111;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int ROOT = 0;

  private ScriptInspection() {}

  /**
   * What is wrong with a script.
   *
   * @param sentence what is wrong and what to do about it
   * @param runs whether it runs all the same
   */
  public record Objection(String sentence, boolean runs) {}

  /**
   * As whom a script runs where nobody says: {@code keepalived_script}, if there is such a user and
   * this process is root's, as keepalived has it (keepalived.conf(5), script_user).
   *
   * @return empty: as this process
   */
  public static Optional<String> defaultUser() {
    Optional<String> own = Optional.of("keepalived_script");
    return UserAccount.ownUid() == ROOT && own.flatMap(UserAccount::find).isPresent()
        ? own
        : Optional.empty();
  }

  /** Whether this machine knows a user. */
  public static boolean knowsUser(String name) {
    return UserAccount.find(name).isPresent();
  }

  /**
   * The first objection to a command, if there is one. Of a command that a shell runs, the first
   * word is looked at.
   *
   * @param user as whom it runs; empty: as this process
   */
  public static Optional<Objection> objection(CommandLine command, Optional<String> user) {
    Path script;
    try {
      script = Path.of(command.program());
    } catch (InvalidPathException e) {
      // Letters that the locale of this process cannot write.
      return refusal("is no path here, so it cannot run: " + e.getReason());
    }
    Optional<UserAccount> account = user.flatMap(UserAccount::find);
    int uid = account.map(UserAccount::uid).orElseGet(UserAccount::ownUid);
    try {
      return unusable(script, uid, account)
          .or(() -> uid == ROOT ? unsafe(script) : Optional.empty());
    } catch (IOException e) {
      return Optional.of(new Objection("cannot be looked at: " + e.getMessage(), true));
    }
  }

  private static Optional<Objection> unusable(Path script, int uid, Optional<UserAccount> account)
      throws IOException {
    if (!Files.exists(script)) {
      return refusal("there is no file " + script + ", so it cannot run");
    }
    if (!Files.isRegularFile(script)) {
      return refusal(script + " is not a file, so it cannot run");
    }
    if ((mode(script) & EXECUTABLE) == 0) {
      return refusal(script + " is not executable, so it cannot run; chmod +x " + script);
    }
    if (uid == ROOT || account.isEmpty()) {
      return Optional.empty();
    }
    for (Path each : components(script)) {
      if (!mayExecute(each, account.get())) {
        String what = each.equals(script) ? " may not execute " : " may not enter ";
        return refusal(
            account.get().name() + what + each + ", so it cannot run; chmod o+x " + each);
      }
    }
    return Optional.empty();
  }

  private static Optional<Objection> refusal(String sentence) {
    return Optional.of(new Objection(sentence, false));
  }

  /** Assumes the best of groups: which ones a user has besides their own is not known here. */
  private static boolean mayExecute(Path path, UserAccount account) throws IOException {
    int mode = mode(path);
    if (number(path, "uid") == account.uid()) {
      return (mode & 0100) != 0;
    }
    return (mode & 0001) != 0 || (mode & 0010) != 0;
  }

  private static Optional<Objection> unsafe(Path script) {
    return components(script).stream()
        .map(ScriptInspection::writableBy)
        .flatMap(Optional::stream)
        .findFirst()
        .map(sentence -> new Objection("runs as root, but " + sentence, true));
  }

  /** Who besides root could replace a file or folder, or what is in it. */
  private static Optional<String> writableBy(Path path) {
    try {
      int owner = number(path, "uid");
      int mode = mode(path);
      if (owner != ROOT) {
        return Optional.of(path + " belongs to user " + owner + "; chown root " + path);
      }
      // In a sticky folder nobody can replace what is root's (inode(7)).
      boolean sticky = (mode & STICKY) != 0 && Files.isDirectory(path);
      if ((mode & OTHERS_WRITE) != 0 && !sticky) {
        return Optional.of("everybody can write to " + path + "; chmod o-w " + path);
      }
      if ((mode & GROUP_WRITE) != 0 && !sticky && number(path, "gid") != ROOT) {
        return Optional.of("a group can write to " + path + "; chmod g-w " + path);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(path + " cannot be looked at: " + e.getMessage());
    }
  }

  /** The path and all folders above it, as it is written and without symbolic links. */
  private static List<Path> components(Path script) {
    Set<Path> components = new LinkedHashSet<>();
    List<Path> paths = new ArrayList<>(List.of(script.normalize()));
    try {
      paths.add(script.toRealPath());
    } catch (IOException _) {
      // It was there a moment ago; what is left of it is looked at.
    }
    for (Path each : paths) {
      for (Path up = each; up != null; up = up.getParent()) {
        components.add(up);
      }
    }
    return components.stream().filter(path -> Files.exists(path)).toList();
  }

  private static int mode(Path path) throws IOException {
    return number(path, "mode");
  }

  private static int number(Path path, String attribute) throws IOException {
    return (int) Files.getAttribute(path, "unix:" + attribute);
  }
}
