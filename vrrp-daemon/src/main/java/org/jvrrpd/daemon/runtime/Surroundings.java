package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.daemon.kernel.AddressWriter;
import org.jvrrpd.daemon.kernel.Announcer;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.NetlinkMonitor;
import org.jvrrpd.daemon.log.Log;

/** What the segments of one daemon share. Event loop only, except {@link #loop}. */
interface Surroundings {
  IoEventLoop loop();

  Clock clock();

  Log log();

  NetlinkMonitor monitor();

  AddressWriter writer();

  /** What instances have beside their addresses. */
  Belongings belongings();

  Announcer announcer();

  InstanceObserver observer();

  /** The link of this name, if it is there. */
  Optional<Link> link(String name);

  /** The link that holds an address, if there is one. */
  Optional<Link> linkHolding(IpAddress address);

  /** Whether an address is a virtual one of any instance of this node. */
  boolean isVirtual(IpAddress address);

  /** The prefixes that the host has on a link by itself. */
  OwnPrefixes ownPrefixes(Link link);

  /** The other segments that hear what this one hears. */
  List<Segment> siblings(Segment segment);

  /** Makes the interface keep its other addresses when the first of a subnet goes. */
  void promoteSecondaries(String interfaceName) throws IOException;

  /** Says what becomes of interfaces. */
  LinkNews linkNews();

  /** Something was refused that belongs to no instance. */
  void refused(Segment segment, Rejection reason, @Nullable IpAddress sender);

  /** Runs a piece of the protocol; a failure of ours ends the daemon in an orderly way. */
  void guarded(Runnable work);
}
