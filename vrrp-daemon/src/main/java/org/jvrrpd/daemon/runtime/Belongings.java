package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jvrrpd.daemon.config.AnnouncementTimes;
import org.jvrrpd.daemon.kernel.AnnouncementPace;
import org.jvrrpd.daemon.kernel.AnnouncementTurns;
import org.jvrrpd.daemon.kernel.Link;

/**
 * What the instances of a daemon have in the kernel beside their addresses. Nothing is opened for
 * what no configuration asks for. Event loop only.
 */
final class Belongings implements AutoCloseable {
  private final Lines lines;
  private final Fixtures fixtures;
  private final Acceptance acceptance;
  private final VirtualMacs virtualMacs;
  private final Map<String, AnnouncementPace> paces = new HashMap<>();
  private final AnnouncementTurns turns;

  Belongings(Surroundings surroundings) {
    this.lines = new Lines(surroundings);
    this.fixtures = new Fixtures(surroundings, lines);
    this.acceptance = new Acceptance(surroundings);
    this.virtualMacs = new VirtualMacs(surroundings);
    this.turns = new AnnouncementTurns(surroundings.loop());
  }

  /** The routes and rules that are in place. */
  Lines lines() {
    return lines;
  }

  /** What is in place whoever is MASTER. */
  Fixtures fixtures() {
    return fixtures;
  }

  /** The macvlans that instances are on. */
  VirtualMacs virtualMacs() {
    return virtualMacs;
  }

  /** How fast announcements may follow each other on a link, for all who announce there. */
  AnnouncementPace pace(Link link, AnnouncementTimes times) {
    return paces.computeIfAbsent(
        times.paceGroup().orElse(link.name()),
        _ -> new AnnouncementPace(times.arpPace(), times.neighbourPace()));
  }

  /** Whose announcements go out next, for all who announce anywhere. */
  AnnouncementTurns turns() {
    return turns;
  }

  /** A reload may have other paces; what is queued keeps the old ones. */
  void forgetPaces() {
    paces.clear();
  }

  /** An instance has come, or its settings have changed. */
  void review(Instance instance) {
    acceptance.review(instance);
  }

  /** An instance has gone. */
  void forget(Instance instance) {
    acceptance.forget(instance);
    virtualMacs.forget(instance);
  }

  /** Puts back what went with a link. */
  void linksChanged() {
    fixtures.restore();
    lines.restoreSoon();
  }

  /** Takes everything away. */
  @Override
  public void close() {
    fixtures.clear();
    lines.close();
    acceptance.close();
    virtualMacs.close();
  }
}
