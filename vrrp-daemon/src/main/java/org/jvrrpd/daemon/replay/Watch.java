package org.jvrrpd.daemon.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Rejections;

/** Follows all virtual routers of a capture. */
final class Watch implements Playback.Listener {
  /** How many virtual routers are told apart. */
  static final int MAX_ROUTERS = 256;

  /** How many speakers of all of them; each may list 255 addresses. */
  private static final int MAX_SPEAKERS = 256;

  private final AtomicInteger room = new AtomicInteger(MAX_SPEAKERS);
  private final AtomicInteger budget = new AtomicInteger(Chronicle.MAX_OCCURRENCES);
  private final Map<RouterKey, RouterWatch> routers = new TreeMap<>();
  private final Rejections rejections = new Rejections();
  private long unknownRouters;

  @Override
  public void heard(Heard heard) {
    RouterWatch router = routers.get(heard.router());
    if (router == null) {
      if (routers.size() == MAX_ROUTERS) {
        unknownRouters++;
        return;
      }
      router = new RouterWatch(heard, room, budget);
      routers.put(heard.router(), router);
    }
    router.heard(heard);
  }

  @Override
  public void refused(Rejection reason, IpAddress source, long nanos) {
    rejections.add(reason, source, nanos);
  }

  void end(long nanos) {
    routers.values().forEach(router -> router.end(nanos));
  }

  /** By VRID and family. */
  List<RouterWatch> routers() {
    return List.copyOf(routers.values());
  }

  List<Rejections.Entry> rejections() {
    return rejections.entries();
  }

  /** How many advertisements were of routers for which there was no room. */
  long unknownRouters() {
    return unknownRouters;
  }
}
