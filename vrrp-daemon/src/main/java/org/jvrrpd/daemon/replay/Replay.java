package org.jvrrpd.daemon.replay;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.RouterSettings;

/**
 * What a capture shows. A file is read once, and once more where a router of ours is to stand in
 * somebody's place, since what that one is configured with is only known then.
 */
public final class Replay {
  private final Path file;
  private final ReplayOptions options;
  private final Playback playback;
  private final Watch watch;
  private final List<StandIn> standIns;

  private Replay(
      Path file, ReplayOptions options, Playback playback, Watch watch, List<StandIn> standIns) {
    this.file = file;
    this.options = options;
    this.playback = playback;
    this.watch = watch;
    this.standIns = List.copyOf(standIns);
  }

  /**
   * Reads a capture.
   *
   * @throws IOException if it cannot be read or is no capture of a known format
   * @throws NoSuchRoleException if there is no virtual router in which somebody could stand with
   *     {@code options}; the message says why
   */
  public static Replay of(Path file, ReplayOptions options)
      throws IOException, NoSuchRoleException {
    Watch watch = new Watch();
    Playback playback = Playback.of(file, watch);
    watch.end(playback.durationNanos());
    List<StandIn> standIns = new ArrayList<>();
    if (options.standIn().isPresent()) {
      standIns.addAll(standIns(options.standIn().get(), options, watch));
      Playback.of(file, Audience.of(standIns));
      standIns.forEach(each -> each.passUntil(playback.durationNanos()));
    }
    return new Replay(file, options, playback, watch, standIns);
  }

  /** Passes what is heard to whom it concerns. */
  private record Audience(Map<RouterKey, StandIn> standIns) implements Playback.Listener {
    static Audience of(List<StandIn> standIns) {
      return new Audience(
          standIns.stream().collect(Collectors.toMap(StandIn::key, Function.identity())));
    }

    @Override
    public void heard(Heard heard) {
      StandIn concerned = standIns.get(heard.router());
      if (concerned != null) {
        concerned.heard(heard);
      }
    }

    @Override
    public void refused(Rejection reason, IpAddress source, long nanos) {
      // Whatever nobody understands changes nothing for our router either.
    }
  }

  private static List<StandIn> standIns(IpAddress address, ReplayOptions options, Watch watch)
      throws NoSuchRoleException {
    AtomicInteger budget = new AtomicInteger(Chronicle.MAX_OCCURRENCES);
    List<RouterWatch> candidates =
        watch.routers().stream()
            .filter(router -> options.isOurs(router.key()))
            .filter(router -> router.key().family() == address.family())
            .toList();
    if (candidates.isEmpty()) {
      throw new NoSuchRoleException("no virtual router of " + address + "'s kind is heard");
    }
    List<RouterWatch> own =
        candidates.stream().filter(router -> router.speaker(address).isPresent()).toList();
    if (own.isEmpty() && options.priority().isEmpty()) {
      throw new NoSuchRoleException(
          address + " does not speak in this capture, so its --priority has to be given");
    }
    return (own.isEmpty() ? candidates : own)
        .stream()
            .map(
                router ->
                    new StandIn(
                        router.key(), settings(router, address, options), new Chronicle(budget)))
            .toList();
  }

  /** As the one whose place it is, or a silent backup that is configured like the first speaker. */
  private static RouterSettings settings(
      RouterWatch router, IpAddress address, ReplayOptions options) {
    Optional<Speaker> self = router.speaker(address);
    Advertisement like = self.map(speaker -> speaker.said).orElse(router.first());
    ChecksumForm form = self.map(speaker -> speaker.form).orElse(router.firstForm());
    int priority = options.priority().orElse(Math.max(1, like.priority()));
    return RouterSettings.of(
            "VRID " + like.vrid(), like.version(), like.vrid(), address, like.addresses())
        .priority(priority)
        .intervalCentis(like.intervalCentis())
        .authentication(like.authentication())
        .checksumForm(form)
        .healthTakeover(true)
        .leased(false)
        .build();
  }

  /** For people: a time line for each virtual router, and a summary. */
  public String text() {
    return new ReplayText(this).render();
  }

  /**
   * For programs: one JSON object on one line; docs/replay.md says what is in it.
   *
   * @param out is written to piece by piece, as the whole may be megabytes; it stays open
   * @throws IOException if it cannot be written to
   */
  public void writeJson(Writer out) throws IOException {
    new ReplayJson(this).write(out);
  }

  Path file() {
    return file;
  }

  Playback playback() {
    return playback;
  }

  Watch watch() {
    return watch;
  }

  /** The virtual routers that are ours. */
  List<RouterWatch> ours() {
    return watch.routers().stream().filter(router -> options.isOurs(router.key())).toList();
  }

  /** The others. */
  List<RouterWatch> foreign() {
    return watch.routers().stream().filter(router -> !options.isOurs(router.key())).toList();
  }

  List<StandIn> standIns() {
    return standIns;
  }

  boolean severalInterfaces() {
    return watch.routers().stream().map(router -> router.key().interfaceId()).distinct().count()
        > 1;
  }

  /** What was not read or has found no room, a sentence each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(playback.warnings());
    if (watch.unknownRouters() > 0) {
      warnings.add(
          Words.count(watch.unknownRouters(), "advertisement")
              + " of further virtual routers left out: there are more than "
              + Watch.MAX_ROUTERS);
    }
    long unknown = watch.routers().stream().mapToLong(RouterWatch::unknownSpeakers).sum();
    if (unknown > 0) {
      warnings.add(
          Words.count(unknown, "advertisement")
              + " of further senders left out: one virtual router has more than "
              + RouterWatch.MAX_SPEAKERS
              + ", or all have too many");
    }
    return warnings;
  }
}
