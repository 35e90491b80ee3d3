package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.daemon.process.CommandLine;

/**
 * Whom to tell of changes of state.
 *
 * @param scripts the commands to run
 * @param fifo the named pipe that gets a line for each change
 * @param log the file that gets an entry for each change
 * @param webhook the server that gets a request for each change
 */
public record Notifications(
    Scripts scripts, Optional<Path> fifo, Optional<Path> log, Optional<Webhook> webhook) {

  /** Where the log is unless the file says otherwise. */
  public static final Path DEFAULT_LOG = Path.of("/var/log/keepalived_notify.log");

  /** What holds where nothing is said: the log alone. */
  public static final Notifications DEFAULT =
      new Notifications(Scripts.NONE, Optional.empty(), Optional.of(DEFAULT_LOG), Optional.empty());

  /** Nobody at all. */
  public static final Notifications NONE =
      new Notifications(Scripts.NONE, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Commands to run after a change of state.
   *
   * @param master after becoming MASTER
   * @param backup after becoming BACKUP
   * @param fault after becoming FAULT
   * @param stop before the daemon ends
   * @param any after each of these
   * @param user as whom they run; empty: as the daemon
   * @param timeLimit how long each may take, above zero; {@code stop} has a second
   */
  public record Scripts(
      Optional<CommandLine> master,
      Optional<CommandLine> backup,
      Optional<CommandLine> fault,
      Optional<CommandLine> stop,
      Optional<CommandLine> any,
      Optional<String> user,
      Duration timeLimit) {

    /** How long a script may take unless the file says otherwise. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(30);

    /** No script at all. */
    public static final Scripts NONE =
        new Scripts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DEFAULT_TIME_LIMIT);

    /** Whether there is none. */
    public boolean isEmpty() {
      return Stream.of(master, backup, fault, stop, any).allMatch(Optional::isEmpty);
    }
  }
}
