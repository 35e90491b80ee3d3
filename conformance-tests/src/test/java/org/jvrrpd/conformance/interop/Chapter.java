package org.jvrrpd.conformance.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that a program writes, between two comments that name it. */
final class Chapter {
  private Chapter() {}

  /**
   * Replaces the part.
   *
   * @throws IOException if the page cannot be read or written, or has no such part
   */
  static void write(Path page, String name, String text) throws IOException {
    String begin = "<!-- " + name + ": written by bin/interop -->\n";
    String end = "<!-- end of " + name + " -->\n";
    String whole = Files.readString(page);
    int from = whole.indexOf(begin);
    int to = whole.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no part \"" + name + "\" to replace");
    }
    String before = whole.substring(0, from + begin.length());
    Files.writeString(page, before + "\n" + text + "\n" + whole.substring(to));
  }
}
