package org.jvrrpd.daemon.config.keepalived;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Finds the files that the name behind an {@code include} stands for, in the order of glob(7). */
final class FilePattern {
  private FilePattern() {}

  /** Whether a name has wildcards. */
  static boolean isWild(String pattern) {
    return pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /** The names that a name with braces stands for: {@code {a,b}.conf} for two. */
  static List<String> branches(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty() && done.size() + open.size() <= Limits.MAX_FILES) {
      String next = open.removeLast();
      int end = next.indexOf('}');
      int begin = end < 0 ? -1 : next.lastIndexOf('{', end);
      if (begin < 0) {
        done.addFirst(next);
        continue;
      }
      // The innermost pair, so that what is left has one level less.
      for (String branch : next.substring(begin + 1, end).split(",", -1)) {
        open.add(next.substring(0, begin) + branch + next.substring(end + 1));
      }
    }
    return done;
  }

  /**
   * The existing files that a name without braces stands for, in alphabetical order.
   *
   * @param directory against which a relative name is resolved
   */
  static List<Path> matches(Path directory, String pattern) {
    try {
      Path path = Path.of(pattern);
      Path root = path.getRoot();
      List<Path> found = List.of(root == null ? directory : root);
      for (Path part : path) {
        found = step(found, part.toString());
      }
      return found;
    } catch (InvalidPathException _) {
      return List.of();
    }
  }

  private static List<Path> step(List<Path> directories, String part) {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (isWild(part)) {
        found.addAll(listed(directory, part));
      } else if (Files.exists(directory.resolve(part))) {
        found.add(directory.resolve(part));
      }
      if (found.size() > Limits.MAX_FILES) {
        return found;
      }
    }
    return found;
  }

  private static List<Path> listed(Path directory, String part) {
    List<Path> found = new ArrayList<>();
    Path listed = directory.toString().isEmpty() ? Path.of(".") : directory;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
      PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + part);
      for (Path entry : entries) {
        Path name = entry.getFileName();
        boolean hidden = name.toString().startsWith(".") && !part.startsWith(".");
        if (!hidden && matcher.matches(name)) {
          found.add(directory.resolve(name.toString()));
        }
        if (found.size() > Limits.MAX_FILES) {
          break;
        }
      }
    } catch (IOException | PatternSyntaxException _) {
      // A directory that cannot be listed matches nothing, as for glob(3).
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
