package org.jvrrpd.daemon.control;

/** The colours of the status table, as ECMA-48 SGR sequences. */
enum Ink {
  NONE(""),
  RED("\u001b[31m"),
  GREEN("\u001b[32m"),
  YELLOW("\u001b[33m"),
  CYAN("\u001b[36m");

  private static final String RESET = "\u001b[0m";

  private final String sequence;

  Ink(String sequence) {
    this.sequence = sequence;
  }

  /** Holders are green, those that wait cyan, those that cannot red. */
  static Ink ofState(String state) {
    return switch (state) {
      case "MASTER" -> GREEN;
      case "BACKUP" -> CYAN;
      case "FAULT" -> RED;
      default -> YELLOW;
    };
  }

  String paint(String words) {
    return this == NONE ? words : sequence + words + RESET;
  }
}
