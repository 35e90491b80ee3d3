package org.jvrrpd.conformance;

import java.time.Duration;
import java.util.List;
import org.jvrrpd.lab.wire.Advertisement;

/** The times between advertisements. */
final class AdvertisementGaps {
  private AdvertisementGaps() {}

  /** The longest time between one and the next; zero where there are fewer than two. */
  static Duration longest(List<Advertisement> advertisements) {
    long longestNanos = 0;
    for (int i = 1; i < advertisements.size(); i++) {
      longestNanos =
          Math.max(
              longestNanos,
              advertisements.get(i).epochNanos() - advertisements.get(i - 1).epochNanos());
    }
    return Duration.ofNanos(longestNanos);
  }
}
