package org.jvrrpd.core.packet;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What became of a received message: an advertisement, or the reason why there is none. */
public sealed interface Decoded {

  /**
   * A well-formed advertisement. Whether it concerns this host is for its router to say.
   *
   * @param advertisement what it says
   * @param form the reading of the checksum that made it right. Where both do (a pseudo-header can
   *     add up to zero), {@link ChecksumForm#MESSAGE_ONLY}.
   */
  record Accepted(Advertisement advertisement, ChecksumForm form) implements Decoded {}

  /**
   * A message that is dropped.
   *
   * @param reason the first reason found, in the order that {@link AdvertisementDecoder} gives
   */
  record Rejected(Rejection reason) implements Decoded {
    private static final Map<Rejection, Rejected> INSTANCES = new EnumMap<>(Rejection.class);

    static {
      for (Rejection reason : Rejection.values()) {
        INSTANCES.put(reason, new Rejected(reason));
      }
    }

    /** The one instance for {@code reason}: a flood of junk must not feed the collector. */
    public static Rejected of(Rejection reason) {
      return Objects.requireNonNull(INSTANCES.get(reason));
    }
  }
}
