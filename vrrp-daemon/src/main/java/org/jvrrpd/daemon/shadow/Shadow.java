package org.jvrrpd.daemon.shadow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.runtime.Expectations;
import org.jvrrpd.daemon.transport.Eavesdropper;

/**
 * Follows a keepalived on this host until it is told to end. One thread; the end may be asked for
 * by any.
 */
public final class Shadow {
  private static final long POLL_MILLIS = 10;
  private static final long REVIEW_NANOS = 1_000_000_000L;

  private final Log log;
  private final List<Follower> followers = new ArrayList<>();
  private volatile boolean ended;
  private boolean present;

  /** One instance, and the ear on its link while that is there. */
  private final class Follower {
    private final InstanceConfiguration configuration;
    private final Tally tally;
    private Optional<Eavesdropper> ear = Optional.empty();
    private Optional<ShadowRouter> router = Optional.empty();

    Follower(InstanceConfiguration configuration) {
      this.configuration = configuration;
      long interval = configuration.advertIntervalCentis() * 10_000_000L;
      // A skew time is at most a second or an interval.
      this.tally = new Tally(configuration.name(), 2 * interval + 1_000_000_000L, log::info);
    }

    /** Opens or closes its ear, and tells it of its link. */
    void review(long now) {
      Optional<NetworkInterface> link = link();
      Optional<IpAddress> own = link.flatMap(each -> ownAddress(each, configuration));
      if (own.isEmpty()) {
        close();
        return;
      }
      if (ear.isEmpty()) {
        open(link.get().getName(), own.get(), now);
      }
      router.ifPresent(each -> each.link(isUp(link.get()), now));
    }

    private Optional<NetworkInterface> link() {
      try {
        return configuration.interfaceName().isPresent()
            ? Optional.ofNullable(NetworkInterface.getByName(configuration.interfaceName().get()))
            : NetworkInterface.networkInterfaces()
                .filter(each -> ownAddress(each, configuration).isPresent())
                .findFirst();
      } catch (SocketException _) {
        return Optional.empty();
      }
    }

    private void open(String name, IpAddress own, long now) {
      try {
        ear = Optional.of(Eavesdropper.open(name));
        RouterSettings settings = Expectations.election(configuration).speakingFrom(own);
        router = Optional.of(new ShadowRouter(settings, tally, now));
        log.info("(" + configuration.name() + ") following keepalived on " + name);
      } catch (IOException e) {
        log.warning("(" + configuration.name() + ") " + e.getMessage());
      }
    }

    void poll(long now) {
      if (ear.isEmpty() || router.isEmpty()) {
        return;
      }
      ShadowRouter shadow = router.get();
      try {
        long wall = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        ear.get().poll((envelope, message) -> shadow.heard(envelope, message, now, wall));
      } catch (IOException _) {
        // The link is down, which review notices.
      }
      shadow.passUntil(now);
    }

    void close() {
      ear.ifPresent(Eavesdropper::close);
      ear = Optional.empty();
      router = Optional.empty();
    }
  }

  /** Follows what this configuration says, which is that of the keepalived. */
  public Shadow(DaemonConfiguration configuration, Log log) {
    this.log = log;
    configuration.instances().forEach(each -> followers.add(new Follower(each)));
  }

  /** Asks for the end. Any thread. */
  public void end() {
    ended = true;
  }

  /**
   * Follows until the end is asked for, and reports then, and from time to time.
   *
   * @param reportEvery the time between two reports
   * @return whether both were of one mind throughout
   */
  public boolean run(Duration reportEvery) throws IOException {
    long begun = System.nanoTime();
    long reportAt = reportEvery.toNanos();
    long reviewAt = 0;
    try {
      while (!ended) {
        long now = System.nanoTime() - begun;
        if (now >= reviewAt) {
          reviewAt = now + REVIEW_NANOS;
          review(now);
        }
        followers.forEach(each -> each.poll(now));
        if (now >= reportAt) {
          reportAt = now + reportEvery.toNanos();
          report(now);
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      followers.forEach(Follower::close);
    }
    report(System.nanoTime() - begun);
    return followers.stream().allMatch(each -> each.tally.apart() == 0);
  }

  /** Without a keepalived there is nobody to be compared with. */
  private void review(long now) throws IOException {
    boolean runs = RunningKeepalived.find().isPresent();
    if (runs != present || now < REVIEW_NANOS) {
      log.info(runs ? "keepalived runs here" : "no keepalived runs here, waiting for one");
    }
    present = runs;
    if (runs) {
      followers.forEach(each -> each.review(now));
    } else {
      followers.forEach(Follower::close);
    }
  }

  private void report(long nanos) {
    log.info("after " + words(Duration.ofNanos(nanos)) + ":");
    Map<String, Long> sums = new LinkedHashMap<>();
    for (Follower each : followers) {
      each.tally.report().forEach(log::info);
      sums.merge("agreed", each.tally.agreed(), Long::sum);
      sums.merge("apart", each.tally.apart(), Long::sum);
    }
    log.info(
        "together: keepalived did what we would have done in "
            + sums.getOrDefault("agreed", 0L)
            + " of "
            + (sums.getOrDefault("agreed", 0L) + sums.getOrDefault("apart", 0L))
            + " decisions");
  }

  private static String words(Duration time) {
    return time.toDays() > 0
        ? time.toDays() + " d " + time.toHoursPart() + " h"
        : time.toHours() > 0
            ? time.toHours() + " h " + time.toMinutesPart() + " min"
            : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  private static boolean isUp(NetworkInterface link) {
    try {
      return link.isUp();
    } catch (SocketException _) {
      return false;
    }
  }

  /** From which keepalived speaks: what it is told, or the first that is not virtual. */
  private static Optional<IpAddress> ownAddress(
      NetworkInterface link, InstanceConfiguration configuration) {
    return link.getInterfaceAddresses().stream()
        .map(InterfaceAddress::getAddress)
        .map(Shadow::address)
        .filter(
            each ->
                configuration.ownAddress().isPresent()
                    ? configuration.ownAddress().get().equals(each)
                    : InstanceConfiguration.canAdvertiseFrom(each, configuration.family())
                        && configuration.addresses().stream()
                            .noneMatch(vip -> vip.address().equals(each)))
        .findFirst();
  }

  private static IpAddress address(InetAddress address) {
    return IpAddress.of(address.getAddress());
  }
}
