package org.jvrrpd.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a configuration file, and where its lines begin. UTF-8, at most 1 MiB. */
public final class SourceText {
  /** Forty times the largest cluster file known, and still small for a daemon's heap. */
  static final int MAX_BYTES = 1 << 20;

  private final String text;
  private final int[] codePoints;
  private final int[] lineStarts;
  private final int length;

  private SourceText(String text) {
    this.text = text;
    codePoints = text.codePoints().toArray();
    length = codePoints.length;
    int[] starts = new int[length + 1];
    int lines = 1;
    for (int i = 0; i < length; i++) {
      boolean carriageReturnAlone =
          codePoints[i] == '\r' && !(i + 1 < length && codePoints[i + 1] == '\n');
      if (codePoints[i] == '\n' || carriageReturnAlone) {
        starts[lines++] = i + 1;
      }
    }
    lineStarts = Arrays.copyOf(starts, lines);
  }

  /**
   * Reads a regular file. A pipe is refused, because opening one can block for ever and a reload
   * must not. Blocks on the file system.
   *
   * @throws UnreadableFileException if it cannot be read, is too long or is no text
   */
  public static SourceText read(Path file) throws UnreadableFileException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw unreadable("is not a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return decode(in.readNBytes(MAX_BYTES + 1));
      }
    } catch (NoSuchFileException _) {
      throw unreadable("the file does not exist");
    } catch (AccessDeniedException _) {
      throw unreadable("the file cannot be read: permission denied");
    } catch (IOException e) {
      throw unreadable("the file cannot be read: " + e.getMessage());
    }
  }

  /** Decodes UTF-8, with or without a byte order mark. */
  static SourceText decode(byte[] bytes) throws UnreadableFileException {
    if (bytes.length > MAX_BYTES) {
      throw unreadable("the file is larger than " + MAX_BYTES + " bytes");
    }
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (first == 0xfeff || first == 0xfffe) {
      throw unreadable("the file is UTF-16; save it as UTF-8");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
    boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), characters, true).isError();
    characters.flip();
    boolean marked = !characters.isEmpty() && characters.charAt(0) == '\ufeff';
    SourceText source = new SourceText(characters.toString().substring(marked ? 1 : 0));
    source.refuseControlCharacters();
    if (malformed) {
      throw new UnreadableFileException(
          source.positionOf(source.length), "this is not UTF-8; save the file as UTF-8 text");
    }
    return source;
  }

  private void refuseControlCharacters() throws UnreadableFileException {
    for (int i = 0; i < codePoints.length; i++) {
      if (!StreamReader.isPrintable(codePoints[i])) {
        throw new UnreadableFileException(
            positionOf(i),
            String.format(
                "the character U+%04X cannot stand in YAML; is this a text file?", codePoints[i]));
      }
    }
  }

  private static UnreadableFileException unreadable(String message) {
    return new UnreadableFileException(Position.START, message);
  }

  /** All of it, without a byte order mark. */
  public String text() {
    return text;
  }

  /** The place of the code point with this index; what lies past the end is taken for the end. */
  public Position positionOf(int codePointIndex) {
    int index = Math.clamp(codePointIndex, 0, length);
    int found = Arrays.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, index - lineStarts[line] + 1);
  }

  /**
   * Where the value of a scalar begins, in code points, if it is written as it is read: plain, or
   * in quotes; empty for instance where it holds an escape.
   *
   * @param scalar where it begins
   * @param value what it says
   */
  public OptionalInt indexOf(Position scalar, String value) {
    int begin = lineStarts[scalar.line() - 1] + scalar.column() - 1;
    int[] written = value.codePoints().toArray();
    for (int from = begin; from <= begin + 1; from++) {
      int to = from + written.length;
      if (to <= length && Arrays.equals(codePoints, from, to, written, 0, written.length)) {
        return OptionalInt.of(from);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the code point at this index is a tab. */
  boolean hasTabAt(int codePointIndex) {
    return codePointIndex < length
        && text.charAt(text.offsetByCodePoints(0, codePointIndex)) == '\t';
  }
}
