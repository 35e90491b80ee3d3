package org.jvrrpd.daemon.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Lease;
import org.jvrrpd.core.router.Rejections;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.RouterSnapshot;
import org.jvrrpd.core.router.StateChange;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.control.InstanceStatus;
import org.jvrrpd.daemon.control.PriorityPart;
import org.jvrrpd.daemon.control.RejectionStatus;
import org.jvrrpd.daemon.control.SchedulingStatus;
import org.jvrrpd.daemon.control.StatusReport;
import org.jvrrpd.daemon.control.TransitionStatus;
import org.jvrrpd.daemon.control.VirtualAddressStatus;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.kernel.Scheduling;

/** What the engine is doing, turned into what {@code status} shows. Event loop only. */
final class StatusReports {
  private final Engine engine;
  private final Clock clock;

  private StatusReports(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * What the daemon is doing.
   *
   * @param promptness what the kernel grants
   * @param troubles warnings that are not the engine's
   */
  static StatusReport of(
      DaemonConfiguration configuration,
      Engine engine,
      Clock clock,
      Promptness promptness,
      List<String> troubles) {
    StatusReports reports = new StatusReports(engine, clock);
    List<InstanceStatus> instances = engine.instances().stream().map(reports::instance).toList();
    return new StatusReport(
        Version.number(),
        configuration.nodeName(),
        ProcessHandle.current().pid(),
        clock.wall(0),
        summary(engine.instances()),
        instances,
        engine.health().statuses(),
        engine.timers(),
        Optional.of(scheduling(promptness)),
        Stream.concat(reports.warnings().stream(), troubles.stream()).toList());
  }

  private static SchedulingStatus scheduling(Promptness promptness) {
    Scheduling granted = promptness.scheduling();
    return new SchedulingStatus(
        granted.policyName(),
        granted.isRealTime() ? OptionalInt.of(granted.priority()) : OptionalInt.empty(),
        promptness.schedulingRefusal(),
        switch (promptness.memory()) {
          case LOCKED -> "locked";
          case NOT_YET_LOCKED -> "not yet locked";
          case UNLOCKED -> "not locked";
        },
        promptness.memoryRefusal());
  }

  /** The state of one instance in a word, of several as a count of each. */
  static String summary(List<Instance> instances) {
    if (instances.size() == 1) {
      return instances.getFirst().stateName();
    }
    Map<String, Long> counts =
        instances.stream()
            .collect(
                Collectors.groupingBy(
                    Instance::stateName, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Instance instance : engine.instances()) {
      instance
          .snapshot()
          .faults()
          .forEach(
              (cause, detail) ->
                  warnings.add("(" + instance.name() + ") FAULT, " + cause + ": " + detail));
    }
    return warnings;
  }

  private InstanceStatus instance(Instance instance) {
    RouterSnapshot snapshot = instance.snapshot();
    RouterSettings settings = snapshot.settings();
    Optional<StateChange> last =
        snapshot.history().isEmpty() ? Optional.empty() : Optional.of(snapshot.history().getLast());
    Segment segment = engine.segment(instance);
    return new InstanceStatus(
        settings.name(),
        settings.vrid(),
        switch (settings.source().family()) {
          case IPV4 -> "IPv4";
          case IPV6 -> "IPv6";
        },
        settings.version().number(),
        checksum(settings),
        settings.hmac().map(hmac -> hmac.mode().word()),
        segment == null ? "" : segment.label(),
        snapshot.state().name(),
        last.map(change -> clock.wall(change.atNanos())).orElseGet(() -> clock.wall(0)),
        last.map(change -> change.reason().words()).orElse("starting"),
        initUntil(snapshot.state()),
        settings.priority(),
        snapshot.effectivePriority(),
        priorityParts(snapshot),
        snapshot.master().map(master -> master.address().toString()),
        snapshot
            .master()
            .map(master -> OptionalInt.of(master.priority()))
            .orElseGet(OptionalInt::empty),
        wall(snapshot.lastHeardNanos()),
        wall(snapshot.lastSentNanos()),
        addresses(instance),
        snapshot.counters(),
        rejections(snapshot, segment),
        snapshot.history().stream().map(this::transition).toList(),
        snapshot.split().map(InstanceLog::splitWords));
  }

  /** The key word of the configuration, where there are two checksums to choose from. */
  private static Optional<String> checksum(RouterSettings settings) {
    boolean chosen =
        settings.version() == ProtocolVersion.V3
            && settings.source().family() == AddressFamily.IPV4;
    return chosen
        ? Optional.of(
            switch (settings.checksumForm()) {
              case PSEUDO_HEADER -> "compat";
              case MESSAGE_ONLY -> "rfc9568";
            })
        : Optional.empty();
  }

  private Optional<Instant> initUntil(State state) {
    return switch (state) {
      case State.Init init -> wall(init.deadline());
      case State.Backup _, State.Master _, State.Fault _ -> Optional.empty();
    };
  }

  private static List<PriorityPart> priorityParts(RouterSnapshot snapshot) {
    return Stream.concat(
            Stream.of(new PriorityPart("base", snapshot.settings().priority())),
            snapshot.weights().entrySet().stream()
                .map(weight -> new PriorityPart(weight.getKey(), weight.getValue())))
        .toList();
  }

  private static List<VirtualAddressStatus> addresses(Instance instance) {
    boolean installed = instance.addressesInstalled();
    Optional<Lease> lease = installed ? instance.lease() : Optional.empty();
    OptionalInt seconds =
        lease.map(each -> OptionalInt.of(each.lifetimeSeconds())).orElseGet(OptionalInt::empty);
    return instance.settings().addresses().stream()
        .map(
            each ->
                new VirtualAddressStatus(
                    each.address() + "/" + each.prefixLength(), installed, seconds))
        .toList();
  }

  private List<RejectionStatus> rejections(RouterSnapshot snapshot, @Nullable Segment segment) {
    Stream<Rejections.Entry> unattributed =
        segment == null ? Stream.empty() : segment.unattributed().stream();
    return Stream.concat(snapshot.rejections().stream(), unattributed)
        .map(
            entry ->
                new RejectionStatus(
                    entry.reason().description(),
                    sender(entry),
                    entry.count(),
                    clock.wall(entry.lastNanos())))
        .toList();
  }

  private static String sender(Rejections.Entry entry) {
    IpAddress sender = entry.sender();
    return sender == null ? "various" : sender.toString();
  }

  private TransitionStatus transition(StateChange change) {
    return new TransitionStatus(
        clock.wall(change.atNanos()), change.from(), change.to(), change.reason().words());
  }

  private Optional<Instant> wall(OptionalLong nanos) {
    return nanos.isPresent() ? Optional.of(clock.wall(nanos.getAsLong())) : Optional.empty();
  }
}
