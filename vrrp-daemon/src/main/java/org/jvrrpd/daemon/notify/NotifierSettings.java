package org.jvrrpd.daemon.notify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.daemon.notify.StateNotice.Kind;

/**
 * Whom to tell.
 *
 * @param others who is told of instances that are not named
 * @param instances who is told of these instances, by name
 * @param groups who is told of these sync groups, by name
 * @param timeLimit how long each script may take, but for that of the end
 * @param fifos named pipes that get a line for whatever happens
 * @param log the log file
 * @param webhook the server that is told by HTTP
 * @param mail how mails are sent
 */
public record NotifierSettings(
    SubjectHooks others,
    Map<String, SubjectHooks> instances,
    Map<String, SubjectHooks> groups,
    Duration timeLimit,
    List<PipeSettings> fifos,
    Optional<Path> log,
    Optional<Hook> webhook,
    Optional<MailSettings> mail) {

  /** Copies the maps and the list. */
  public NotifierSettings {
    instances = Map.copyOf(instances);
    groups = Map.copyOf(groups);
    fifos = List.copyOf(fifos);
  }

  /** Who is told of what a notice is about. */
  SubjectHooks hooksOf(StateNotice notice) {
    return notice.kind() == Kind.GROUP
        ? groups.getOrDefault(notice.name(), SubjectHooks.NONE)
        : instances.getOrDefault(notice.name(), others);
  }

  /** The notice as it is told: what keepalived calls DELETED is FAULT unless somebody asks. */
  StateNotice told(StateNotice notice) {
    return notice.event() == StateNotice.Event.DELETED && !hooksOf(notice).tellsDeletion()
        ? notice.as(StateNotice.Event.FAULT)
        : notice;
  }

  /** Whether anything runs at all. */
  boolean hasCommands() {
    return Stream.of(Stream.of(others), instances.values().stream(), groups.values().stream())
        .flatMap(each -> each)
        .anyMatch(SubjectHooks::hasCommands);
  }

  /**
   * A named pipe.
   *
   * @param path where it is; made where there is none
   * @param owner to whom it is given when it is made; empty: it stays ours
   * @param reader what is started to read it, with its path as the last argument
   */
  public record PipeSettings(Path path, Optional<String> owner, Optional<HookCommand> reader) {
    /** One that somebody else reads. */
    public static PipeSettings of(Path path) {
      return new PipeSettings(path, Optional.empty(), Optional.empty());
    }
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
