package org.jvrrpd.daemon.config.keepalived;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of one file: without comments, and those that a backslash continues made one. */
final class SourceFile {
  private SourceFile() {}

  /**
   * Reads a regular file; a pipe is refused, since opening one can block for ever.
   *
   * @throws IOException in words, if it cannot be read or is too long
   */
  static List<SourceLine> read(Path file) throws IOException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is not a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(Limits.MAX_FILE_BYTES + 1);
        if (bytes.length > Limits.MAX_FILE_BYTES) {
          throw new IOException("it is longer than " + Limits.MAX_FILE_BYTES + " bytes");
        }
        return lines(file, new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException e) {
      throw new IOException("the file does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /** The lines of a text. */
  static List<SourceLine> lines(Path file, String text) {
    List<SourceLine> lines = new ArrayList<>();
    String[] physical = text.replaceFirst("^\ufeff", "").split("\n", -1);
    for (int i = 0; i < physical.length; i++) {
      SourceLine line = uncommented(SourceLine.of(file, i + 1, physical[i]));
      if (!continues(line)) {
        lines.add(line);
        continue;
      }
      boolean definition = isDefinition(line.text());
      List<SourceLine> parts = new ArrayList<>();
      int length = 0;
      while (continues(line) && i + 1 < physical.length && length < Limits.MAX_LINE_CHARACTERS) {
        parts.add(withoutBackslash(line));
        length += line.length() + 1;
        i++;
        line = uncommented(SourceLine.of(file, i + 1, physical[i]));
      }
      parts.add(line);
      lines.add(SourceLine.joined(parts, definition ? '\n' : ' '));
    }
    return lines;
  }

  /** A definition, perhaps for some hosts only: its lines stay lines. */
  private static boolean isDefinition(String line) {
    int at = Blanks.skip(line, 0);
    while (at < line.length() && line.charAt(at) == '@') {
      at = Blanks.skip(line, Blanks.wordEnd(line, at));
    }
    return Macros.isDefinition(line.substring(at));
  }

  private static SourceLine withoutBackslash(SourceLine line) {
    SourceLine trimmed = line.trimmed();
    return trimmed.part(0, trimmed.length() - 1);
  }

  private static boolean continues(SourceLine line) {
    return line.trimmed().text().endsWith("\\");
  }

  /** Comments begin anywhere but between double quotes; so keepalived has it. */
  static SourceLine uncommented(SourceLine line) {
    boolean quoted = false;
    String text = line.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (c == '#' || c == '!')) {
        return line.part(0, i);
      }
    }
    return line;
  }
}
