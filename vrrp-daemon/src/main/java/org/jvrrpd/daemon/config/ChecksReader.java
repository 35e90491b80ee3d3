package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code health_check} and {@code checks} of {@code high_availability.keepalived}. */
final class ChecksReader {
  /** As keepalived's set-up script named its only check, and as people look for it in logs. */
  private static final String BUILT_IN = "chk_services";

  /** Each may have a thread of its own. */
  private static final int MAX_CHECKS = 32;

  /** Defaults of the cluster's installer, whose numbers were fixed. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private static final int DEFAULT_WEIGHT = -20;
  private static final int DEFAULT_COUNT = 2;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MAX_COUNT = 1000;

  private final ScriptReview scripts;
  private final Problems problems;

  ChecksReader(ScriptReview scripts, Problems problems) {
    this.scripts = scripts;
    this.problems = problems;
  }

  /** The checks under {@code keepalived}, each with a name of its own; the built-in one if none. */
  List<HealthCheck> read(Section keepalived, Optional<String> user) {
    List<HealthCheck> checks = new ArrayList<>();
    Optional<Section> single = keepalived.section("health_check");
    boolean listed = keepalived.has("checks");
    single.ifPresent(section -> single(section, user, listed).ifPresent(checks::add));
    if (single.isEmpty() && !listed) {
      checks.add(builtIn());
    }
    if (keepalived.size("checks") > MAX_CHECKS) {
      problems.error(keepalived.place("checks"), "lists more than " + MAX_CHECKS + " checks");
      return List.of();
    }
    Set<String> names = new HashSet<>();
    checks.forEach(check -> names.add(check.name()));
    for (Section section : keepalived.sections("checks")) {
      listed(section, user, names).ifPresent(checks::add);
    }
    return checks;
  }

  /** The built-in check with its defaults: what a file without a word about checks gets. */
  static HealthCheck builtIn() {
    return new HealthCheck(
        BUILT_IN,
        new CheckTarget.Services(Optional.empty()),
        DEFAULT_INTERVAL,
        DEFAULT_INTERVAL,
        DEFAULT_WEIGHT,
        DEFAULT_COUNT,
        DEFAULT_COUNT);
  }

  private Optional<HealthCheck> single(Section section, Optional<String> user, boolean listed) {
    section.warnOfUnknownKeys(KnownKeys.HEALTH_CHECK, Set.of());
    Optional<CheckTarget> target =
        section.has("script")
            ? scripts
                .command(section, "script", user)
                .map(command -> new CheckTarget.Script(command, user))
            : Optional.of(new CheckTarget.Services(ports(section)));
    if (section.has("script") && section.has("ports")) {
      problems.warning(
          section.placeOfKey("ports"), "is passed over, because script is there too; remove one");
    }
    HealthCheck numbers = numbers(section, BUILT_IN, new CheckTarget.Services(Optional.empty()));
    boolean wanted = !listed || section.has("script") || section.has("ports");
    if (!wanted) {
      problems.warning(
          section.place(),
          "is passed over, because checks is there and this names neither script nor ports; give"
              + " the numbers to each of the checks");
    }
    return wanted ? target.map(each -> withTarget(numbers, each)) : Optional.empty();
  }

  private static HealthCheck withTarget(HealthCheck check, CheckTarget target) {
    return new HealthCheck(
        check.name(),
        target,
        check.interval(),
        check.timeout(),
        check.weight(),
        check.fall(),
        check.rise());
  }

  /** Bare connections fill the logs of some services, so they are made on request only. */
  private static Optional<String> ports(Section section) {
    Optional<Text> text = section.text("ports");
    if (text.isEmpty() || text.get().flag().isPresent()) {
      return text.flatMap(Text::flag).filter(on -> on).map(_ -> "127.0.0.1");
    }
    return section.convert(
        text.get(),
        each -> Addresses.ofHost(each.value()).map(Object::toString),
        "true, false or the IP address at which the services listen");
  }

  private Optional<HealthCheck> listed(Section section, Optional<String> user, Set<String> names) {
    section.warnOfUnknownKeys(KnownKeys.CHECK, Set.of());
    Optional<String> name =
        section
            .required("log and status know the check by it", "name")
            .flatMap(
                text ->
                    section.convert(
                        text, ChecksReader::name, "a name of 1 to 32 letters, digits, - _ or ."));
    if (name.isPresent() && !names.add(name.get())) {
      problems.error(section.place("name"), name.get() + " is the name of another check too");
    }
    Optional<CheckTarget> target = new TargetReader(scripts, problems).read(section, user);
    HealthCheck numbers = numbers(section, name.orElse(""), ANY);
    return name.flatMap(_ -> target.map(each -> withTarget(numbers, each)));
  }

  private static final CheckTarget ANY = new CheckTarget.Services(Optional.empty());

  private static Optional<String> name(Text text) {
    return text.value().matches("[A-Za-z0-9_.-]{1,32}") && !text.value().equals("base")
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static HealthCheck numbers(Section section, String name, CheckTarget target) {
    Duration interval = section.seconds(SHORTEST, LONGEST, "interval").orElse(DEFAULT_INTERVAL);
    return new HealthCheck(
        name,
        target,
        interval,
        section.seconds(SHORTEST, LONGEST, "timeout").orElse(interval),
        section.integer(DEFAULT_WEIGHT, -HealthCheck.MAX_WEIGHT, HealthCheck.MAX_WEIGHT, "weight"),
        section.integer(DEFAULT_COUNT, 1, MAX_COUNT, "fall"),
        section.integer(DEFAULT_COUNT, 1, MAX_COUNT, "rise"));
  }
}
