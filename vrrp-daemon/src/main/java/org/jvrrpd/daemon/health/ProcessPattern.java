package org.jvrrpd.daemon.health;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which processes are meant (keepalived.conf(5), vrrp_track_process).
 *
 * @param command the name of a process or what its command line begins with, each byte a character
 * @param parameters the rest of its command line, each followed by NUL
 * @param by what is compared
 */
public record ProcessPattern(String command, String parameters, By by) {
  /** TASK_COMM_LEN of linux/sched.h, without its NUL. */
  private static final int COMM_BYTES = 15;

  /** What is compared. */
  public enum By {
    /** The name that the kernel keeps, of which it knows 15 bytes. */
    NAME,
    /** The command on the command line, with whatever parameters. */
    COMMAND,
    /** All of the command line. */
    EXACT,
    /** The command and the first parameters. */
    PARTIAL,
    /** The command line up to the end of the last parameter, which may be longer there. */
    INITIAL
  }

  /**
   * As keepalived understands it: by the name, unless there are parameters or it is asked for.
   *
   * @param words the command and its parameters, at least one word
   * @param parameterMatch {@code initial} or {@code partial}; empty: exactly
   */
  public static ProcessPattern of(
      List<String> words, Optional<String> parameterMatch, boolean fullCommand) {
    List<String> parameters = words.subList(1, words.size());
    StringBuilder joined = new StringBuilder();
    parameters.forEach(each -> joined.append(bytes(each)).append('\0'));
    return new ProcessPattern(
        bytes(words.getFirst()),
        joined.toString(),
        by(!parameters.isEmpty(), parameterMatch.orElse(""), fullCommand));
  }

  private static By by(boolean parameters, String match, boolean fullCommand) {
    if (!parameters) {
      // Which parameters are compared, if none are written, only says that there must be none.
      return match.isEmpty() ? (fullCommand ? By.COMMAND : By.NAME) : By.EXACT;
    }
    return switch (match) {
      case "initial" -> By.INITIAL;
      case "partial" -> By.PARTIAL;
      default -> By.EXACT;
    };
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Whether a process of this name, without a newline, is meant. */
  boolean isName(byte[] comm) {
    byte[] wanted = command.getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.equals(comm, Arrays.copyOf(wanted, Math.min(wanted.length, COMM_BYTES)));
  }

  /**
   * Whether a process of this command line is meant.
   *
   * @param line the words, each followed by NUL, each byte a character (proc_pid_cmdline(5))
   */
  boolean isCommandLine(String line) {
    String first = command + '\0';
    if (!line.startsWith(first)) {
      return false;
    }
    String rest = line.substring(first.length());
    return switch (by) {
      case NAME, COMMAND -> true;
      case EXACT -> rest.equals(parameters);
      case PARTIAL -> rest.startsWith(parameters);
      case INITIAL -> rest.startsWith(parameters.substring(0, parameters.length() - 1));
    };
  }
}
