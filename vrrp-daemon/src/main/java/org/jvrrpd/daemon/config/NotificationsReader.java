package org.jvrrpd.daemon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.Notifications.Scripts;

/** Reads {@code high_availability.keepalived.notifications}. */
final class NotificationsReader {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST_SCRIPT = Duration.ofHours(1);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
  private static final Duration DEFAULT_ANSWER = Duration.ofSeconds(5);
  private static final int DEFAULT_RETRIES = 3;
  private static final int MAX_RETRIES = 10;

  /** PATH_MAX of linux/limits.h, with its NUL. */
  private static final int MAX_PATH = 4095;

  private final ScriptReview scripts;
  private final Problems problems;

  NotificationsReader(ScriptReview scripts, Problems problems) {
    this.scripts = scripts;
    this.problems = problems;
  }

  /** Reads the section under {@code keepalived}, or gives the default where there is none. */
  Notifications read(Section keepalived, Optional<String> user) {
    return keepalived
        .section("notifications")
        .map(section -> notifications(section, user))
        .orElse(Notifications.DEFAULT);
  }

  private Notifications notifications(Section section, Optional<String> user) {
    section.warnOfUnknownKeys(KnownKeys.NOTIFICATIONS, Set.of());
    Scripts commands =
        new Scripts(
            scripts.command(section, "master", user),
            scripts.command(section, "backup", user),
            scripts.command(section, "fault", user),
            scripts.command(section, "stop", user),
            scripts.command(section, "notify", user),
            user,
            section
                .seconds(SHORTEST, LONGEST_SCRIPT, "timeout")
                .orElse(Scripts.DEFAULT_TIME_LIMIT));
    return new Notifications(
        commands,
        section.convert(NotificationsReader::file, "an absolute path of a file", "fifo"),
        log(section, commands),
        section.section("webhook").flatMap(this::webhook));
  }

  /** Scripts write a log of their own, as those do that the cluster's installer came with. */
  private static Optional<Path> log(Section section, Scripts commands) {
    Optional<Text> text = section.text("log");
    if (text.isEmpty()) {
      return commands.isEmpty() ? Optional.of(Notifications.DEFAULT_LOG) : Optional.empty();
    }
    return switch (text.get().flag().map(Object::toString).orElse("")) {
      case "true" -> Optional.of(Notifications.DEFAULT_LOG);
      case "false" -> Optional.empty();
      default ->
          section.convert(
              text.get(), NotificationsReader::file, "on, off or an absolute path of a file");
    };
  }

  private static Optional<Path> file(Text text) {
    String value = text.value();
    boolean isPath =
        value.startsWith("/")
            && !value.endsWith("/")
            && value.length() <= MAX_PATH
            && value.chars().noneMatch(Character::isISOControl);
    try {
      return isPath ? Optional.of(Path.of(value).normalize()) : Optional.empty();
    } catch (InvalidPathException _) {
      // Letters that the locale of this process cannot write.
      return Optional.empty();
    }
  }

  private Optional<Webhook> webhook(Section section) {
    section.warnOfUnknownKeys(KnownKeys.WEBHOOK, Set.of());
    Duration timeout = section.seconds(SHORTEST, LONGEST_ANSWER, "timeout").orElse(DEFAULT_ANSWER);
    int retries = section.integer(DEFAULT_RETRIES, 0, MAX_RETRIES, "retries");
    return section
        .required("name the server that is told, http:// or https://", "url")
        .flatMap(this::address)
        .map(address -> new Webhook(address, timeout, retries));
  }

  /** The address is a secret, be it refused or not: a password or a token is often part of it. */
  private Optional<URI> address(Text text) {
    try {
      URI address = new URI(text.value());
      String scheme = address.getScheme() == null ? "" : address.getScheme();
      if (Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
          && address.getHost() != null
          && address.getPort() <= 65_535) {
        return Optional.of(address);
      }
    } catch (URISyntaxException _) {
      // Reported below, without the text.
    }
    problems.error(
        text.place(), "is not an address that begins with http:// or https:// and names a host");
    return Optional.empty();
  }
}
