package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The files of the machine that is set up. Paths are absolute and those of that machine; where it
 * is a tree of another one they lie below its root. Where nothing may be changed, what would be is
 * said.
 */
final class Tree {
  /** What a file that is not ours is called once it had to give way. */
  private static final String ASIDE = ".before-jvrrpd";

  private final Path root;
  private final boolean dryRun;
  private final Ledger ledger;
  private final Talk talk;
  private boolean changed;
  private boolean touched;
  private boolean refused;

  Tree(Path root, boolean dryRun, Ledger ledger, Talk talk) {
    this.root = root;
    this.dryRun = dryRun;
    this.ledger = ledger;
    this.talk = talk;
  }

  /** Where a file of the machine lies as seen from here. */
  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  boolean exists(String path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether anything had to be changed since this object was made. */
  boolean changed() {
    return changed;
  }

  /** Whether a file had to be changed since then. */
  boolean touched() {
    return touched;
  }

  /** Something else than a file was, or would be, changed. */
  void markChanged() {
    changed = true;
  }

  /** A dry run has met what would end setup. */
  void markRefused() {
    refused = true;
  }

  boolean refused() {
    return refused;
  }

  /**
   * Makes a file have this content. One that has it stays as it is; one that setup did not write,
   * or that somebody has changed since, is kept under another name.
   *
   * @param mode its permissions, as chmod(1) takes them
   * @return whether it had another content, or was not there
   */
  boolean write(String path, String content, int mode) throws IOException {
    return write(path, content, mode, content);
  }

  /**
   * The same for a file that may hold a password.
   *
   * @param shown what a dry run shows in the content's place
   */
  boolean write(String path, String content, int mode, String shown) throws IOException {
    Optional<String> present = text(path);
    if (present.filter(content::equals).isPresent()) {
      talk.success(path + " is as it should be");
      return false;
    }
    changed = true;
    touched = true;
    if (exists(path) && !isOurs(path, present)) {
      moveAside(path);
    }
    talk.info((dryRun ? "would write " : "writes ") + path);
    if (dryRun) {
      talk.quote(shown);
      return true;
    }
    makeFolders(Whole.folderOf(at(path)));
    ledger.add(new Deed(Deed.Kind.WROTE, path, sha256(content)));
    Whole.write(at(path), content, mode);
    return true;
  }

  /** Gives a file that is not ours another name, under which it stays until a rollback. */
  void moveAside(String path) throws IOException {
    String to = path + ASIDE;
    for (int i = 1; exists(to); i++) {
      to = path + ASIDE + "." + i;
    }
    changed = true;
    touched = true;
    talk.warning(
        path + " was not written by setup: " + (dryRun ? "would be kept as " : "kept as ") + to);
    if (!dryRun) {
      ledger.add(new Deed(Deed.Kind.MOVED_ASIDE, path, to));
      Files.move(at(path), at(to));
    }
  }

  /** Whether a file is as setup has left it. */
  boolean isOurs(String path) throws IOException {
    return isOurs(path, text(path));
  }

  private boolean isOurs(String path, Optional<String> present) {
    return present.isPresent()
        && ledger
            .find(Deed.Kind.WROTE, path)
            .filter(deed -> deed.detail().equals(sha256(present.get())))
            .isPresent();
  }

  private Optional<String> text(String path) throws IOException {
    Path file = at(path);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private void makeFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; !Files.exists(each); each = Whole.folderOf(each)) {
      missing.push(each);
    }
    for (Path each : missing) {
      ledger.add(new Deed(Deed.Kind.MADE_FOLDER, "/" + root.relativize(each), ""));
      Files.createDirectory(each);
    }
  }

  static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
