package org.jvrrpd.daemon.config.judgement;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.vrrp.Hmac;
import org.jvrrpd.daemon.config.vrrp.Instance;

/**
 * Judges {@code auth_hmac}. With a mistake in it no daemon starts, since it would be less protected
 * than somebody believes, or alone. That keepalived 2.2.7 does not know the word at all, does not
 * count.
 */
final class HmacJudge {
  private final Findings findings;
  private final String key;

  HmacJudge(Findings findings, String key) {
    this.findings = findings;
    this.key = key;
  }

  void judge(Instance instance) {
    instance.wire().hmac().ifPresent(hmac -> judge(hmac, instance));
  }

  private void judge(Hmac hmac, Instance instance) {
    instance
        .wire()
        .authentication()
        .ifPresent(
            password ->
                refuse(
                    password.at(), "there is auth_hmac too, which excludes it; remove the block"));
    Set<Integer> ids = new HashSet<>();
    for (Hmac.Key each : hmac.keys()) {
      if (!ids.add(each.id())) {
        refuse(
            each.at(), "auth_hmac has a key " + each.id() + " already; give this another number");
      }
    }
    if (ids.isEmpty()) {
      refuse(hmac.at(), "auth_hmac has no key that can be used");
    } else {
      active(hmac, ids);
    }
    if (hmac.antiReplay() == AntiReplay.MONOTONIC) {
      hmac.windowSeconds()
          .ifPresent(
              window ->
                  findings.strictWarning(
                      window.at(), key, "time_window has no effect with anti_replay monotonic"));
    }
  }

  private void active(Hmac hmac, Set<Integer> ids) {
    Optional<Integer> active = hmac.active();
    if (active.isEmpty()) {
      refuse(hmac.at(), "auth_hmac has several keys; say with active_key which one is used");
    } else if (!ids.contains(active.get())) {
      Location at = hmac.activeKey().orElseThrow().at();
      refuse(at, "auth_hmac has no key " + active.get() + ", which active_key names");
    }
  }

  private void refuse(Location at, String why) {
    findings.refusal(Severity.ERROR, Verdict.OBJECTS, at, key, why);
  }
}
