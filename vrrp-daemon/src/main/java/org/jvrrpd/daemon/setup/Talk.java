package org.jvrrpd.daemon.setup;

import java.io.PrintWriter;

/** What setup says: errors to one place, all else to the other, a line at a time. */
final class Talk {
  private final PrintWriter out;
  private final PrintWriter err;

  Talk(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void step(Step step) {
    blank();
    say(out, step.heading());
  }

  void blank() {
    say(out, "");
  }

  void info(String sentence) {
    say(out, "[INFO] " + sentence);
  }

  void success(String sentence) {
    say(out, "[SUCCESS] " + sentence);
  }

  void warning(String sentence) {
    say(out, "[WARNING] " + sentence);
  }

  void error(String sentence) {
    say(err, "[ERROR] " + sentence);
  }

  /** The lines of something that belongs to the sentence before. */
  void quote(String text) {
    text.lines().forEach(line -> say(out, "    | " + line));
  }

  private static void say(PrintWriter where, String line) {
    where.println(line);
    where.flush();
  }
}
