package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.daemon.config.Particulars;

/** The usual particulars, but for one. */
final class SomeParticulars {
  private SomeParticulars() {}

  static Particulars ofGroup(String name) {
    return with(Optional.empty(), Optional.of(name));
  }

  static Particulars ofHmac(HmacSettings hmac) {
    return with(Optional.of(hmac), Optional.empty());
  }

  private static Particulars with(Optional<HmacSettings> hmac, Optional<String> group) {
    Particulars usual = Particulars.USUAL;
    return new Particulars(
        usual.prefersMaster(),
        usual.tracksOwnLink(),
        usual.reach(),
        usual.excluded(),
        usual.routes(),
        usual.rules(),
        usual.accept(),
        usual.announcements(),
        usual.virtualMac(),
        hmac,
        group);
  }
}
