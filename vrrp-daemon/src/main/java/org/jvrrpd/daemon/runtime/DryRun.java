package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.daemon.kernel.AddressWriter;
import org.jvrrpd.daemon.kernel.Announcer;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.MacAddress;
import org.jvrrpd.daemon.kernel.NetlinkMonitor;
import org.jvrrpd.daemon.log.Log;

/**
 * The surroundings of a daemon in which everything is real but for the link, which is not there:
 * the kernel refuses what is asked of it, and nobody is told. So whatever a take-over runs has run
 * before. Event loop only.
 */
final class DryRun implements Surroundings {
  /** No kernel gives a link this index. */
  static final Link NOWHERE =
      new Link(Integer.MAX_VALUE, "no link", true, MacAddress.BROADCAST, 1500);

  private final Surroundings real;
  private final InstanceObserver observer;
  private final Log log;

  /**
   * @param observer is told of failures in the place of the real one
   * @param log takes lines in the place of the real one
   */
  DryRun(Surroundings real, InstanceObserver observer, Log log) {
    this.real = real;
    this.observer = observer;
    this.log = log;
  }

  @Override
  public InstanceObserver observer() {
    return observer;
  }

  @Override
  public Log log() {
    return log;
  }

  /** Nor are the links there that addresses name for themselves ({@code dev}). */
  @Override
  public Optional<Link> link(String name) {
    return Optional.of(NOWHERE);
  }

  @Override
  public Optional<Link> linkHolding(IpAddress address) {
    return Optional.of(NOWHERE);
  }

  @Override
  public void promoteSecondaries(String interfaceName) {
    // There is no such interface.
  }

  @Override
  public void refused(Segment segment, Rejection reason, @Nullable IpAddress sender) {
    // Nothing arrives here.
  }

  @Override
  public IoEventLoop loop() {
    return real.loop();
  }

  @Override
  public Clock clock() {
    return real.clock();
  }

  @Override
  public NetlinkMonitor monitor() {
    return real.monitor();
  }

  @Override
  public AddressWriter writer() {
    return real.writer();
  }

  @Override
  public Belongings belongings() {
    return real.belongings();
  }

  @Override
  public Announcer announcer() {
    return real.announcer();
  }

  @Override
  public boolean isVirtual(IpAddress address) {
    return real.isVirtual(address);
  }

  @Override
  public OwnPrefixes ownPrefixes(Link link) {
    return real.ownPrefixes(link);
  }

  @Override
  public List<Segment> siblings(Segment segment) {
    return real.siblings(segment);
  }

  @Override
  public LinkNews linkNews() {
    return real.linkNews();
  }

  @Override
  public void guarded(Runnable work) {
    real.guarded(work);
  }
}
