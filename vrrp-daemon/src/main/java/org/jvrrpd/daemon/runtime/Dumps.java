package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Counter;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.RouterSnapshot;
import org.jvrrpd.daemon.config.AnnouncementTimes;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.control.Dump;
import org.jvrrpd.daemon.control.DumpFile;
import org.jvrrpd.daemon.control.DumpedInstance;
import org.jvrrpd.daemon.control.DumpedInstance.Statistic;
import org.jvrrpd.daemon.log.Log;

/**
 * The files that signals ask for. What goes into them is taken on the event loop, and written by a
 * thread of their own.
 */
final class Dumps {
  private static final double NANOS = 1e9;
  private static final int MAX_WAITING = 8;

  private final Path directory;
  private final Clock clock;
  private final Log log;

  /** Begins with the first signal; where they come too fast, the oldest gives way. */
  private final Executor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          work -> Thread.ofPlatform().daemon().name("jvrrpd-dump").unstarted(work),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  Dumps(Path directory, Clock clock, Log log) {
    this.directory = directory;
    this.clock = clock;
    this.log = log;
  }

  /** Writes a file soon; on the event loop. */
  void write(Dump dump, Engine engine) {
    List<DumpedInstance> instances =
        engine.instances().stream().map(each -> dumped(each, engine)).toList();
    writer.execute(() -> write(dump, instances));
  }

  private void write(Dump dump, List<DumpedInstance> instances) {
    try {
      log.info("Wrote " + DumpFile.write(directory, dump, instances) + " on signal");
    } catch (IOException e) {
      log.warning("cannot write " + directory.resolve(dump.fileName()) + ": " + e.getMessage());
    }
  }

  private DumpedInstance dumped(Instance instance, Engine engine) {
    RouterSnapshot snapshot = instance.snapshot();
    RouterSettings settings = snapshot.settings();
    Segment segment = engine.segment(instance);
    String device = segment == null ? "" : segment.label();
    return new DumpedInstance(
        settings.name(),
        device,
        settings.vrid(),
        settings.version().number(),
        instance.settings().syncGroup(),
        snapshot.state().name(),
        clock.wall(snapshot.history().isEmpty() ? 0 : snapshot.history().getLast().atNanos()),
        settings.priority(),
        snapshot.effectivePriority(),
        snapshot.master().map(RouterSnapshot.MasterView::priority).orElse(0),
        settings.intervalCentis(),
        settings.acceptMode(),
        settings.preempt(),
        settings.preemptDelayNanos() / NANOS,
        announcing(instance.settings().particulars().announcements()),
        instance.settings().addresses().stream()
            .map(each -> address(each, device, instance.addressesInstalled()))
            .toList(),
        snapshot.checks().stream().map(check -> check.settings().name()).toList(),
        !(settings.authentication() instanceof Authentication.None),
        counters(snapshot));
  }

  private static DumpedInstance.Announcing announcing(AnnouncementTimes times) {
    return new DumpedInstance.Announcing(
        times.repeat(),
        times.delay().toSeconds(),
        times.refresh().toSeconds(),
        times.refreshRepeat());
  }

  private static DumpedInstance.Address address(
      VirtualAddress address, String device, boolean installed) {
    return new DumpedInstance.Address(address.toString(), device, installed);
  }

  private static Map<Statistic, Long> counters(RouterSnapshot snapshot) {
    Map<Statistic, Long> counters = new EnumMap<>(Statistic.class);
    Map<Counter, Statistic> names =
        Map.of(
            Counter.ADVERTISEMENTS_RECEIVED, Statistic.ADVERT_RCVD,
            Counter.ADVERTISEMENTS_SENT, Statistic.ADVERT_SENT,
            Counter.BECOME_MASTER, Statistic.BECOME_MASTER,
            Counter.RELEASE_MASTER, Statistic.RELEASE_MASTER,
            Counter.PRIORITY_ZERO_RECEIVED, Statistic.PRI_ZERO_RCVD,
            Counter.PRIORITY_ZERO_SENT, Statistic.PRI_ZERO_SENT);
    names.forEach(
        (counter, statistic) ->
            counters.put(statistic, snapshot.counters().getOrDefault(counter.counterName(), 0L)));
    snapshot
        .rejections()
        .forEach(
            entry ->
                statistic(entry.reason())
                    .ifPresent(each -> counters.merge(each, entry.count(), Long::sum)));
    return counters;
  }

  /** What keepalived counts it as, if it does. */
  private static Optional<Statistic> statistic(Rejection reason) {
    return switch (reason) {
      case TRUNCATED, CARP, ADDRESS_COUNT_ZERO, LENGTH_WRONG ->
          Optional.of(Statistic.PACKET_LEN_ERR);
      case INTERVAL_ZERO, INTERVAL_MISMATCH -> Optional.of(Statistic.ADVERT_INTERVAL_ERR);
      case HOP_LIMIT_NOT_255 -> Optional.of(Statistic.IP_TTL_ERR);
      case TYPE_UNKNOWN -> Optional.of(Statistic.INVALID_TYPE_RCVD);
      case ADDRESS_LIST_MISMATCH, FIRST_ADDRESS_NOT_LINK_LOCAL ->
          Optional.of(Statistic.ADDR_LIST_ERR);
      case CISCO_MD5, AUTH_TYPE_UNKNOWN -> Optional.of(Statistic.INVALID_AUTHTYPE);
      case AUTH_TYPE_MISMATCH -> Optional.of(Statistic.AUTHTYPE_MISMATCH);
      case AUTH_FAILURE -> Optional.of(Statistic.AUTH_FAILURE);
      default -> Optional.empty();
    };
  }
}
