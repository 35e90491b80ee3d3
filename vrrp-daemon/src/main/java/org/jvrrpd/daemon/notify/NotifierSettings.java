package org.jvrrpd.daemon.notify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.process.CommandLine;

/**
 * Whom to tell.
 *
 * @param scripts what runs for each event, in this order
 * @param user as whom scripts run; empty: as this process
 * @param timeLimit how long each script may take, but for that of the end
 * @param fifo the named pipe
 * @param log the log file
 * @param webhook the server
 */
public record NotifierSettings(
    Map<Event, List<CommandLine>> scripts,
    Optional<String> user,
    Duration timeLimit,
    Optional<Path> fifo,
    Optional<Path> log,
    Optional<Hook> webhook) {

  /** Copies the map. */
  public NotifierSettings {
    scripts = Map.copyOf(scripts);
  }

  /** What runs for an event. */
  List<CommandLine> scriptsFor(Event event) {
    return scripts.getOrDefault(event, List.of());
  }

  /**
   * A server that is told by HTTP.
   *
   * @param address may hold a password, a token or both, so nothing here prints it
   * @param timeout for each attempt
   * @param retries attempts after the first one
   */
  public record Hook(URI address, Duration timeout, int retries) {
    /** What of the address is no secret: scheme, host and port. */
    @Override
    public String toString() {
      String port = address.getPort() < 0 ? "" : ":" + address.getPort();
      return address.getScheme() + "://" + address.getHost() + port + "/...";
    }
  }
}
