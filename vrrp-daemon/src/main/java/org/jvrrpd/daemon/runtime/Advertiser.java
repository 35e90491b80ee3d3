package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;

/** Sends one instance's advertisements to everybody whom they are for. Event loop only. */
final class Advertiser {
  private final Outlet outlet;
  private final Clock clock;
  private final InstanceObserver observer;
  private final OutgoingAdvertisement outgoing = new OutgoingAdvertisement();
  private RouterSettings settings;
  private List<IpAddress> destinations;

  Advertiser(Outlet outlet, Clock clock, InstanceObserver observer, RouterSettings settings) {
    this.outlet = outlet;
    this.clock = clock;
    this.observer = observer;
    this.settings = settings;
    this.destinations = settings.reach().destinations();
  }

  /** Goes by other settings from now on. */
  void reconfigure(RouterSettings changed) {
    settings = changed;
    destinations = changed.reach().destinations();
    outgoing.forget();
  }

  /** Sends at once; failures are told to the observer. */
  void send(Instance instance, int priority) {
    for (IpAddress destination : destinations) {
      try {
        ByteBuffer message = outgoing.encode(settings, priority, destination, wallNanos());
        outlet.send(instance, message, destination, settings.reach().hopLimit());
      } catch (IOException e) {
        observer.failed(instance, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Nanoseconds since the beginning of 1970; 0 without {@code auth_hmac}, which alone asks. */
  long wallNanos() {
    return settings.hmac().isPresent() ? clock.wallNanos() : 0;
  }
}
