package org.jvrrpd.daemon.runtime;

import java.util.List;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.NetlinkMonitor;

/** Brings what the kernel reports of links and addresses to those whom it concerns. Event loop. */
final class KernelNews implements NetlinkMonitor.Listener {
  private final Engine engine;
  private final Roster roster;
  private final HostPrefixes hostPrefixes;
  private final Intruders intruders;

  KernelNews(Engine engine, Roster roster, HostPrefixes hostPrefixes, Intruders intruders) {
    this.engine = engine;
    this.roster = roster;
    this.hostPrefixes = hostPrefixes;
    this.intruders = intruders;
  }

  @Override
  public void linkChanged(Link link) {
    engine.guarded(this::linksChanged);
  }

  @Override
  public void linkRemoved(Link link) {
    engine.guarded(this::linksChanged);
  }

  private void linksChanged() {
    reviewAll();
    engine.belongings().linksChanged();
    engine.health().reviewLinks();
  }

  @Override
  public void addressAdded(InterfaceAddress address) {
    engine.guarded(
        () -> {
          if (!review(address)) {
            intruders.removeForeign(roster.owners(address.address()), address);
          }
        });
  }

  @Override
  public void addressRemoved(InterfaceAddress address) {
    engine.guarded(
        () -> {
          var _ = review(address);
          engine.belongings().fixtures().addressGone(address);
          roster.owners(address.address()).forEach(owner -> gone(owner, address));
        });
  }

  private void gone(Instance owner, InterfaceAddress address) {
    Segment segment = roster.segment(owner);
    if (segment != null) {
      segment.addressGone(owner, address);
    }
  }

  /** Has those look again for whom this address of the host's matters; false if it is nobody. */
  private boolean review(InterfaceAddress address) {
    if (!roster.isVirtual(address.address())) {
      hostPrefixes.forget();
    }
    List<Segment> concerned =
        roster.segments().stream().filter(segment -> segment.concerns(address)).toList();
    concerned.forEach(Segment::review);
    return !concerned.isEmpty();
  }

  private void reviewAll() {
    List.copyOf(roster.segments()).forEach(Segment::review);
  }
}
