package org.jvrrpd.daemon.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code high_availability.keepalived}: whether it is wanted, its check and its scripts. */
final class KeepalivedReader {
  private final LocalHost host;
  private final Problems problems;

  KeepalivedReader(LocalHost host, Problems problems) {
    this.host = host;
    this.problems = problems;
  }

  /**
   * What the section says.
   *
   * @param checks those of this node, the built-in one where nothing is said
   * @param place where the section stands; the whole file's where there is none
   * @param weightPlace where the check's weight stands
   */
  record Settings(
      List<HealthCheck> checks, Place place, Place weightPlace, Notifications notifications) {}

  /** Reads the section, or gives no check and no scripts where there is none. */
  Settings read(Section root) {
    return root.section("high_availability")
        .flatMap(section -> section.section("keepalived"))
        .map(this::settings)
        .orElseGet(
            () ->
                new Settings(
                    List.of(ChecksReader.builtIn()),
                    root.place(),
                    root.place(),
                    Notifications.DEFAULT));
  }

  private Settings settings(Section keepalived) {
    keepalived.warnOfUnknownKeys(KnownKeys.KEEPALIVED, Set.of());
    if (!keepalived.flag("enabled").orElse(true)) {
      problems.error(
          keepalived.place("enabled"),
          "is false, so this cluster wants no VRRP daemon; set it to true, or do not start one");
    }
    Optional<Section> check = keepalived.section("health_check");
    ScriptReview scripts = new ScriptReview(host, problems);
    Optional<String> user = scripts.user(keepalived, "script_user");
    return new Settings(
        new ChecksReader(scripts, problems).read(keepalived, user),
        keepalived.place(),
        check.map(section -> section.place("weight")).orElse(keepalived.place()),
        new NotificationsReader(scripts, problems).read(keepalived, user));
  }
}
