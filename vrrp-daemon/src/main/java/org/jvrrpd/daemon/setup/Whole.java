package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Files that are there whole or not at all. */
final class Whole {
  private Whole() {}

  /**
   * Writes a file beside its place and moves it there (rename(2)).
   *
   * @param mode its permissions, as chmod(1) takes them
   */
  static void write(Path file, String content, int mode) throws IOException {
    Path beside = Files.createTempFile(folderOf(file), "." + file.getFileName(), ".new");
    try {
      Files.write(beside, content.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(beside, permissions(mode));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The folder that a file lies in. */
  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "every file lies in a folder");
  }

  /** Removes a folder that holds nothing; another one stays. */
  static boolean deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      return true;
    } catch (DirectoryNotEmptyException | NoSuchFileException _) {
      return false;
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      // From the owner's reading to the others' executing, as the bits from the highest.
      if ((mode & (1 << (all.length - 1 - i))) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
