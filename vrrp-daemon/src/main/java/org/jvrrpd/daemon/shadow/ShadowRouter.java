package org.jvrrpd.daemon.shadow;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.Timers;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * One virtual router in keepalived's place, which hears what keepalived hears, and what keepalived
 * says. Whether they agree, a {@link Tally} finds. Its checks are not run: they pass, until
 * keepalived advertises another priority, which is taken over. A pure function of what it is told;
 * times are in nanoseconds and never go back.
 */
final class ShadowRouter {
  /** How late an arrival may be noticed; a deadline is judged only after that. */
  static final long LATENESS_NANOS = 50_000_000L;

  private static final int SILENT_INTERVALS = 3;

  private final RouterSettings settings;
  private final Tally tally;
  private VirtualRouter router;

  private boolean theirsMaster;
  private long theirsHeardAt;

  /** What keepalived's checks add to the priority, as far as it has shown. */
  private int weighed;

  /**
   * Starts at {@code now}.
   *
   * @param settings those of keepalived's instance, speaking from its address
   */
  ShadowRouter(RouterSettings settings, Tally tally, long now) {
    this.settings = settings;
    this.tally = tally;
    this.router = started(now);
    tally.begin(now, settleNanos(settings));
  }

  /** Until then, an instance that was MASTER before we came has been followed. */
  private static long settleNanos(RouterSettings settings) {
    return settings.startupDelayNanos()
        + Timers.masterDownNanos(
            settings.version(),
            settings.priority(),
            settings.intervalNanos(),
            settings.downIntervals())
        + settings.intervalNanos()
        + LATENESS_NANOS;
  }

  private VirtualRouter started(long now) {
    VirtualRouter fresh = new VirtualRouter(settings);
    var _ = fresh.on(new Input.Startup(), now);
    return fresh;
  }

  /** A datagram of VRRP was heard on its link, by a router without {@code auth_hmac}. */
  void heard(Envelope envelope, ByteBuffer message, long now) {
    heard(envelope, message, now, 0);
  }

  /**
   * A datagram of VRRP was heard on its link.
   *
   * @param wallNanos nanoseconds since the beginning of 1970, UTC, for {@code auth_hmac}
   */
  void heard(Envelope envelope, ByteBuffer message, long now, long wallNanos) {
    passUntil(now);
    if (envelope.source().equals(settings.source())) {
      if (decode(message, envelope) instanceof Decoded.Accepted(Advertisement advertisement, _)
          && advertisement.vrid() == settings.vrid()) {
        theirs(advertisement, now);
      }
      return;
    }
    if (message.remaining() > 1 && Byte.toUnsignedInt(message.get(1)) == settings.vrid()) {
      if (router.receive(message, envelope, now, wallNanos)
          instanceof Reception.Admitted admitted) {
        perform(admitted.step(), now);
      }
      compare(now);
    }
  }

  /** What keepalived says itself is believed, with a trailer or without. */
  private static Decoded decode(ByteBuffer message, Envelope envelope) {
    return HmacTrailer.isBehind(message, envelope.family())
        ? AdvertisementDecoder.decodeWithTrailer(message, envelope)
        : AdvertisementDecoder.decode(message, envelope);
  }

  private void theirs(Advertisement advertisement, long now) {
    theirsHeardAt = now;
    boolean was = theirsMaster;
    theirsMaster = !advertisement.isResignation();
    if (theirsMaster && !settings.isOwner()) {
      int others = router.effectivePriority() - weighed;
      weighed = advertisement.priority() - others;
      perform(router.weigh("keepalived's checks", weighed, now), now);
    }
    if (was != theirsMaster) {
      tally.theirs(
          theirsMaster ? "it advertises priority " + advertisement.priority() : "it resigned");
    }
    compare(now);
  }

  /** Time passes. */
  void passUntil(long now) {
    long judged = now - LATENESS_NANOS;
    while (router.deadline().isPresent() && router.deadline().getAsLong() < judged) {
      long at = router.deadline().getAsLong();
      for (Step step : router.onTimer(at)) {
        perform(step, at);
      }
    }
    long silent = SILENT_INTERVALS * settings.intervalNanos() + LATENESS_NANOS;
    if (theirsMaster && now - theirsHeardAt > silent) {
      theirsMaster = false;
      tally.theirs("it has fallen silent");
    }
    compare(now);
  }

  /** Its link has come or gone. */
  void link(boolean up, long now) {
    perform(
        up
            ? router.clearFault(Reason.INTERFACE_DOWN, now)
            : router.raiseFault(Reason.INTERFACE_DOWN, "the link is down", now),
        now);
    compare(now);
  }

  private void perform(Step step, long now) {
    if (step.changesState()) {
      tally.ours(step.after().name() + ", " + step.reason().words());
    }
    if (step.effects().contains(new Effect.RunChecks())) {
      perform(router.on(new Input.ChecksPassed(), now), now);
    }
  }

  private void compare(long now) {
    boolean ours = router.state() instanceof State.Master;
    Optional<Tally.Verdict> verdict = tally.compare(ours, theirsMaster, now);
    if (verdict.isPresent() && verdict.get() == Tally.Verdict.APART && ours) {
      // Nobody heard us, so that we would never be put right.
      weighed = 0;
      router = started(now);
    }
  }

  /** By name, BACKUP or MASTER or FAULT. */
  String state() {
    return router.state().name();
  }
}
