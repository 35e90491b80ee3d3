package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads {@code high_availability.keepalived}: whether it is wanted, its check and its scripts. */
final class KeepalivedReader {
  /** Defaults of the cluster's installer, whose numbers were fixed. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private static final int DEFAULT_WEIGHT = -20;
  private static final int DEFAULT_COUNT = 2;

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MAX_COUNT = 1000;

  private final LocalHost host;
  private final Problems problems;

  KeepalivedReader(LocalHost host, Problems problems) {
    this.host = host;
    this.problems = problems;
  }

  /**
   * What the section says.
   *
   * @param weightPlace where the check's weight stands
   */
  record Settings(
      Optional<HealthCheck> healthCheck, Place weightPlace, Notifications notifications) {}

  /** Reads the section, or gives no check and no scripts where there is none. */
  Settings read(Section root) {
    return root.section("high_availability")
        .flatMap(section -> section.section("keepalived"))
        .map(this::settings)
        .orElseGet(() -> new Settings(Optional.empty(), root.place(), Notifications.DEFAULT));
  }

  private Settings settings(Section keepalived) {
    keepalived.warnOfUnknownKeys(
        Set.of("enabled", "health_check", "notifications", "script_user"), Set.of());
    if (!keepalived.flag("enabled").orElse(true)) {
      problems.error(
          keepalived.place("enabled"),
          "is false, so this cluster wants no VRRP daemon; set it to true, or do not start one");
    }
    Optional<Section> check = keepalived.section("health_check");
    return new Settings(
        check.map(this::healthCheck),
        check.map(section -> section.place("weight")).orElse(keepalived.place()),
        new NotificationsReader(new ScriptReview(host, problems), problems).read(keepalived));
  }

  private HealthCheck healthCheck(Section check) {
    check.warnOfUnknownKeys(
        Set.of("script", "interval", "timeout", "weight", "fall", "rise"), Set.of());
    Duration interval = check.seconds(SHORTEST, LONGEST, "interval").orElse(DEFAULT_INTERVAL);
    return new HealthCheck(
        command(check, "script"),
        interval,
        check.seconds(SHORTEST, LONGEST, "timeout").orElse(interval),
        check.integer(DEFAULT_WEIGHT, -HealthCheck.MAX_WEIGHT, HealthCheck.MAX_WEIGHT, "weight"),
        check.integer(DEFAULT_COUNT, 1, MAX_COUNT, "fall"),
        check.integer(DEFAULT_COUNT, 1, MAX_COUNT, "rise"));
  }

  /** An absolute path: what a bare name means depends on who starts the daemon, and from where. */
  private static Optional<String> command(Section section, String key) {
    return section.convert(
        text -> text.value().startsWith("/") ? Optional.of(text.value()) : Optional.empty(),
        "a command that begins with an absolute path",
        key);
  }
}
