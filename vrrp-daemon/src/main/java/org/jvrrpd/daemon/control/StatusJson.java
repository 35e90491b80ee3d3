package org.jvrrpd.daemon.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A status report as JSON and back, member by member: names written out, since docs/status-json.md
 * promises them. Absent values are null, so that every member is always there.
 */
final class StatusJson {
  /** Raised when a member changes its meaning or goes away; new members do not raise it. */
  static final int FORMAT = 1;

  private StatusJson() {}

  static Map<String, @Nullable Object> write(StatusReport report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", report.version());
    json.put("node", report.node());
    json.put("pid", report.pid());
    json.put("started_at", report.startedAt().toString());
    json.put("service_state", report.serviceState());
    json.put("instances", list(report.instances(), StatusJson::writeInstance));
    json.put("checks", list(report.checks(), StatusJson::writeCheck));
    json.put("timers", writeTimers(report.timers()));
    json.put("scheduling", report.scheduling().map(StatusJson::writeScheduling).orElse(null));
    json.put("warnings", report.warnings());
    return json;
  }

  private static Map<String, @Nullable Object> writeInstance(InstanceStatus instance) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", instance.name());
    json.put("vrid", instance.vrid());
    json.put("family", instance.family());
    json.put("version", instance.version());
    json.put("checksum", orNull(instance.checksum()));
    json.put("hmac", orNull(instance.hmac()));
    json.put("interface", instance.interfaceName());
    json.put("state", instance.state());
    json.put("since", instance.since().toString());
    json.put("reason", instance.reason());
    json.put("init_until", textOrNull(instance.initUntil()));
    json.put("base_priority", instance.basePriority());
    json.put("effective_priority", instance.effectivePriority());
    json.put("priority_parts", list(instance.priorityParts(), StatusJson::writePart));
    json.put("master_address", orNull(instance.masterAddress()));
    json.put("master_priority", orNull(instance.masterPriority()));
    json.put("last_advertisement_heard", textOrNull(instance.lastAdvertisementHeard()));
    json.put("last_advertisement_sent", textOrNull(instance.lastAdvertisementSent()));
    json.put("addresses", list(instance.addresses(), StatusJson::writeAddress));
    json.put("counters", instance.counters());
    json.put("rejections", list(instance.rejections(), StatusJson::writeRejection));
    json.put("history", list(instance.history(), StatusJson::writeTransition));
    json.put("split", orNull(instance.split()));
    return json;
  }

  private static Map<String, @Nullable Object> writeCheck(CheckStatus check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("up", check.up());
    json.put("streak", check.streak());
    json.put("needed", check.needed());
    json.put("since", check.since().toString());
    json.put("why", check.why());
    json.put("last_lines", check.lastLines());
    json.put("skipped", check.skipped());
    json.put("contribution", check.contribution());
    return json;
  }

  private static CheckStatus readCheck(JsonObject json) {
    return new CheckStatus(
        json.string("name"),
        json.bool("up"),
        json.integer("streak"),
        json.integer("needed"),
        json.instant("since"),
        json.string("why"),
        json.strings("last_lines"),
        json.longInteger("skipped"),
        json.integer("contribution"));
  }

  private static Map<String, @Nullable Object> writeTimers(TimerStatus timers) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("wake_ups", timers.wakeUps());
    json.put("median_ns", timers.median().toNanos());
    json.put("p99_ns", timers.p99().toNanos());
    json.put("worst_ns", timers.worst().toNanos());
    json.put("worst_of_last_minute_ns", timers.worstOfLastMinute().toNanos());
    json.put("late_after_ns", timers.lateAfter().toNanos());
    json.put("late", timers.late());
    return json;
  }

  private static TimerStatus readTimers(JsonObject json) {
    return new TimerStatus(
        json.longInteger("wake_ups"),
        Duration.ofNanos(json.longInteger("median_ns")),
        Duration.ofNanos(json.longInteger("p99_ns")),
        Duration.ofNanos(json.longInteger("worst_ns")),
        Duration.ofNanos(json.longInteger("worst_of_last_minute_ns")),
        Duration.ofNanos(json.longInteger("late_after_ns")),
        json.longInteger("late"));
  }

  private static Map<String, @Nullable Object> writeScheduling(SchedulingStatus scheduling) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("policy", scheduling.policy());
    json.put("priority", orNull(scheduling.priority()));
    json.put("refusal", orNull(scheduling.refusal()));
    json.put("memory", scheduling.memory());
    json.put("memory_refusal", orNull(scheduling.memoryRefusal()));
    return json;
  }

  private static SchedulingStatus readScheduling(JsonObject json) {
    return new SchedulingStatus(
        json.string("policy"),
        json.optionalInteger("priority"),
        json.optional("refusal", json::string),
        json.string("memory"),
        json.optional("memory_refusal", json::string));
  }

  private static Map<String, @Nullable Object> writePart(PriorityPart part) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("source", part.source());
    json.put("value", part.value());
    return json;
  }

  private static Map<String, @Nullable Object> writeAddress(VirtualAddressStatus address) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("address", address.address());
    json.put("installed", address.installed());
    json.put("lease_seconds", orNull(address.leaseSeconds()));
    return json;
  }

  private static Map<String, @Nullable Object> writeRejection(RejectionStatus rejection) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("reason", rejection.reason());
    json.put("sender", rejection.sender());
    json.put("count", rejection.count());
    json.put("last_seen", rejection.lastSeen().toString());
    return json;
  }

  private static Map<String, @Nullable Object> writeTransition(TransitionStatus transition) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", transition.at().toString());
    json.put("from", transition.from());
    json.put("to", transition.to());
    json.put("reason", transition.reason());
    return json;
  }

  /**
   * The report that {@code json} describes.
   *
   * @throws IllegalArgumentException if a member is missing, of another type or out of range
   */
  static StatusReport read(JsonObject json) {
    return new StatusReport(
        json.string("version"),
        json.string("node"),
        json.longInteger("pid"),
        json.instant("started_at"),
        json.string("service_state"),
        json.objects("instances", StatusJson::readInstance),
        // A daemon of an earlier version has none.
        json.has("checks") ? json.objects("checks", StatusJson::readCheck) : List.of(),
        json.has("timers") ? readTimers(json.object("timers")) : TimerStatus.NONE,
        json.optional("scheduling", json::object).map(StatusJson::readScheduling),
        json.strings("warnings"));
  }

  private static InstanceStatus readInstance(JsonObject json) {
    return new InstanceStatus(
        json.string("name"),
        json.integer("vrid"),
        json.string("family"),
        json.integer("version"),
        json.optional("checksum", json::string),
        json.optional("hmac", json::string),
        json.string("interface"),
        json.string("state"),
        json.instant("since"),
        json.string("reason"),
        json.optional("init_until", json::instant),
        json.integer("base_priority"),
        json.integer("effective_priority"),
        json.objects(
            "priority_parts",
            part -> new PriorityPart(part.string("source"), part.integer("value"))),
        json.optional("master_address", json::string),
        json.optionalInteger("master_priority"),
        json.optional("last_advertisement_heard", json::instant),
        json.optional("last_advertisement_sent", json::instant),
        json.objects(
            "addresses",
            address ->
                new VirtualAddressStatus(
                    address.string("address"),
                    address.bool("installed"),
                    address.optionalInteger("lease_seconds"))),
        json.object("counters").longs(),
        json.objects("rejections", StatusJson::readRejection),
        json.objects("history", StatusJson::readTransition),
        json.optional("split", json::string));
  }

  private static RejectionStatus readRejection(JsonObject json) {
    return new RejectionStatus(
        json.string("reason"),
        json.string("sender"),
        json.longInteger("count"),
        json.instant("last_seen"));
  }

  private static TransitionStatus readTransition(JsonObject json) {
    return new TransitionStatus(
        json.instant("at"), json.string("from"), json.string("to"), json.string("reason"));
  }

  private static <T> List<Map<String, @Nullable Object>> list(
      List<T> elements, Function<T, Map<String, @Nullable Object>> writer) {
    return elements.stream().map(writer).toList();
  }

  private static @Nullable Object orNull(Optional<String> value) {
    return value.orElse(null);
  }

  private static @Nullable Object orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Object textOrNull(Optional<?> value) {
    return value.isPresent() ? value.get().toString() : null;
  }
}
