package org.jvrrpd.daemon.config.keepalived;

/** How much of a configuration is read: one that somebody else wrote must not exhaust a daemon. */
final class Limits {
  /** Of all files together; a folder of included files may be large, but not endless. */
  static final int MAX_FILES = 1_000;

  /** Includes within includes. */
  static final int MAX_INCLUDE_DEPTH = 16;

  /** Of one file. No file of this kind is longer; what is longer is not read. */
  static final int MAX_FILE_BYTES = 4 << 20;

  /** After variables and sequences have been replaced. */
  static final int MAX_STATEMENTS = 100_000;

  /** Blocks within blocks; keepalived's own go four deep. */
  static final int MAX_BLOCK_DEPTH = 32;

  /** Of one line, its variables replaced. */
  static final int MAX_LINE_CHARACTERS = 64 << 10;

  /** Replacements in one line; more is a variable that stands for itself. */
  static final int MAX_REPLACEMENTS = 1_000;

  /** Lines that come out of variables and sequences within each other. */
  static final int MAX_EXPANSION_DEPTH = 64;

  /**
   * Characters that all replacements and repetitions together may copy. The manual page's example
   * of 65,024 instances needs more, and this machine would not run them.
   */
  static final long MAX_EXPANSION_CHARACTERS = 32 << 20;

  private Limits() {}
}
