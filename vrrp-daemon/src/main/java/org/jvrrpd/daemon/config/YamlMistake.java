package org.jvrrpd.daemon.config;

import org.jspecify.annotations.Nullable;

/**
 * What the scanner's complaints mean for the person who wrote the file. The scanner's own text is
 * not passed on: it quotes the file, and what it quotes can be a password.
 */
final class YamlMistake {
  private YamlMistake() {}

  /** A sentence about a syntax error at a code point index of the source. */
  static String describe(@Nullable String scannersWords, SourceText source, int index) {
    if (source.text().contains("{%")) {
      return "this is a template that has not been filled in ({% ... %}), not YAML";
    }
    String words = scannersWords == null ? "" : scannersWords;
    if (words.startsWith("found character")) {
      return source.hasTabAt(index)
          ? "a tab cannot indent YAML; use spaces"
          : "a value cannot begin with this character; put the value in quotes";
    }
    if (words.startsWith("could not find expected ':'")) {
      return "this is not \"key: value\"; a colon is missing, or the indentation is wrong";
    }
    if (words.startsWith("mapping values are not allowed")) {
      return "a colon where no key can be; correct the indentation, or put the value in quotes";
    }
    if (words.startsWith("sequence entries are not allowed")) {
      return "a list item (\"- \") where none can be; correct the indentation";
    }
    if (words.startsWith("found unexpected end of stream")) {
      return "the file ends inside a quoted value; the closing quote is missing";
    }
    if (words.startsWith("found unknown escape character")
        || words.startsWith("expected escape sequence")) {
      return "a backslash in double quotes begins an escape that YAML does not know; use single"
          + " quotes";
    }
    if (words.startsWith("expected the node content")
        || words.startsWith("expected ',' or")
        || words.startsWith("expected <block end>")) {
      return "something else is due here; look for a wrong indentation or a missing quote or"
          + " bracket at this line or above";
    }
    return "the YAML cannot be read from here on; look for a wrong indentation, quote or bracket";
  }
}
