package org.jvrrpd.daemon.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;
import org.jvrrpd.daemon.replay.Occurrence.Kind;

/**
 * The daemon's own {@link VirtualRouter} in somebody's place: it hears what that one heard, from
 * the first VRRP packet on, and what it would have done is written down. What the others would have
 * done then, a capture cannot tell. Its checks pass, its kernel does what it is asked.
 */
final class StandIn {
  /**
   * How often its timer may fire in one capture: a day at ten advertisements a second, eleven days
   * at one. A forged time stamp can make it years.
   */
  static final long MAX_TIMERS = 1_000_000;

  /** How many refusals by reason and sender are told. */
  private static final int MAX_REFUSALS = 64;

  private final RouterKey key;
  private final VirtualRouter router;
  private final Chronicle chronicle;
  private final Set<String> refusals = new HashSet<>();
  private long timers;
  private long advertisements;
  private boolean ended;

  StandIn(RouterKey key, RouterSettings settings, Chronicle chronicle) {
    this.key = key;
    this.router = new VirtualRouter(settings);
    this.chronicle = chronicle;
    perform(router.on(new Input.Startup(), 0), 0);
  }

  /**
   * Somebody has spoken for this virtual router; what the one says in whose place we are, is not
   * heard.
   */
  void heard(Heard heard) {
    passUntil(heard.nanos());
    if (ended || heard.speaker().equals(router.settings().source())) {
      return;
    }
    switch (router.receive(heard.message(), heard.envelope(), heard.nanos())) {
      case Reception.Admitted(_, Step step, List<Rejection> remarks) -> {
        remarks.forEach(remark -> refuse("notes of ", heard, remark));
        perform(step, heard.nanos());
      }
      case Reception.Refused(Rejection reason) -> refuse("refuses ", heard, reason);
      case Reception.Repeated _ -> {}
    }
  }

  private void refuse(String verb, Heard heard, Rejection reason) {
    String words = verb + heard.speaker() + ": " + reason.description();
    if (refusals.size() < MAX_REFUSALS && refusals.add(words)) {
      chronicle.add(heard.nanos(), Kind.REFUSED, heard.speaker(), words);
    }
  }

  /** Time passes, one deadline after the other. */
  void passUntil(long nanos) {
    while (!ended && router.deadline().isPresent() && router.deadline().getAsLong() < nanos) {
      long now = router.deadline().getAsLong();
      if (++timers > MAX_TIMERS) {
        ended = true;
        chronicle.add(
            now,
            Kind.STATE,
            router.settings().source(),
            "ends here: the capture is silent for too long");
        return;
      }
      router.onTimer(now).forEach(step -> perform(step, now));
    }
  }

  private void perform(Step step, long now) {
    for (Effect effect : step.effects()) {
      if (effect instanceof SendAdvertisement) {
        advertisements++;
      }
    }
    if (step.changesState()) {
      chronicle.add(
          now,
          Kind.STATE,
          router.settings().source(),
          "%s -> %s: %s%s"
              .formatted(
                  step.before().name(),
                  step.after().name(),
                  step.reason().words(),
                  would(step.effects())));
    }
    if (step.effects().contains(new Effect.RunChecks())) {
      perform(router.on(new Input.ChecksPassed(), now), now);
    }
  }

  private static String would(List<Effect> effects) {
    String words =
        effects.stream()
            .map(StandIn::inWords)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : "; would " + words;
  }

  private static String inWords(Effect effect) {
    return switch (effect) {
      case SendAdvertisement(int priority) ->
          priority == 0 ? "resign" : "advertise priority " + priority;
      case Effect.InstallAddresses _ -> "install the addresses";
      case Effect.RemoveAddresses _ -> "remove the addresses";
      case Effect.AnnounceAddresses _ -> "announce them";
      case Effect.RenewAddresses _, Effect.RunChecks _ -> "";
    };
  }

  RouterKey key() {
    return key;
  }

  IpAddress address() {
    return router.settings().source();
  }

  int priority() {
    return router.settings().priority();
  }

  /** Its state at the end. */
  String state() {
    return router.state().name();
  }

  /** How often it would have advertised. */
  long advertisements() {
    return advertisements;
  }

  Chronicle chronicle() {
    return chronicle;
  }
}
