package org.jvrrpd.daemon.setup;

/** Words as other programs read them. */
final class Shell {
  private Shell() {}

  /** A word that a shell takes as it is (POSIX, Shell Command Language 2.2.2). */
  static String word(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A word of a unit file that systemd takes as it is (systemd.syntax(7), systemd.unit(5)). */
  static String unitWord(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + "\"";
  }
}
