package org.jvrrpd.daemon.config.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.daemon.config.KeyMaterial;
import org.jvrrpd.daemon.config.UnusableKeyException;
import org.jvrrpd.daemon.config.vrrp.Hmac;
import org.jvrrpd.daemon.config.vrrp.Placed;

/** How the instances of keepalived's words are protected. */
final class Protection {
  private Protection() {}

  /**
   * {@code auth_hmac} with its keys. Blocks on the file system.
   *
   * @param intervalCentis the advertisement interval, from which the usual window follows
   * @throws UnusableKeyException if a key cannot be read; the instance must not run without it
   */
  static HmacSettings of(Hmac hmac, int intervalCentis) throws UnusableKeyException {
    List<HmacKey> keys = new ArrayList<>();
    for (Hmac.Key each : hmac.keys()) {
      keys.add(
          switch (each.source()) {
            case Hmac.Written(HmacKey key) -> key;
            case Hmac.InFile(var path) -> KeyMaterial.read(each.id(), path);
          });
    }
    int active = active(hmac);
    Optional<Integer> window = hmac.windowSeconds().map(Placed::value);
    return new HmacSettings(
        keys,
        active,
        window.orElseGet(() -> HmacSettings.usualWindowSeconds(intervalCentis)),
        hmac.antiReplay(),
        hmac.mode());
  }

  /** The judge has refused what is incomplete, unless it had too much else to say. */
  private static int active(Hmac hmac) throws UnusableKeyException {
    List<Integer> ids = hmac.keys().stream().map(Hmac.Key::id).toList();
    if (ids.stream().distinct().count() < ids.size()) {
      throw new UnusableKeyException("two keys of its auth_hmac have the same number");
    }
    return hmac.active()
        .filter(ids::contains)
        .orElseThrow(() -> new UnusableKeyException("its auth_hmac has no active key"));
  }
}
