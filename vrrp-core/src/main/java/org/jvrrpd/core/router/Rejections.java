package org.jvrrpd.core.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;

/**
 * What was refused, by reason and sender. The table is bounded: whoever forges senders fills it,
 * but not for ever, and what is forgotten is still counted by reason.
 */
public final class Rejections {
  /** How many pairs of reason and sender are told apart. */
  static final int MAX_SENDERS = 64;

  /**
   * How often one sender was refused for one reason.
   *
   * @param reason why
   * @param sender the source address; null for all beyond the bound
   * @param count how often, more than 0
   * @param lastNanos when last, on the clock of the election
   */
  public record Entry(Rejection reason, @Nullable IpAddress sender, long count, long lastNanos) {}

  private record Key(Rejection reason, @Nullable IpAddress sender) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /** Counts one refusal. Where there is no room, the sender that was silent longest gives way. */
  public void add(Rejection reason, @Nullable IpAddress sender, long nowNanos) {
    Key key = new Key(reason, sender);
    if (sender != null && !entries.containsKey(key) && senders() >= MAX_SENDERS) {
      forgetOldest();
    }
    count(key, 1, nowNanos);
  }

  private long senders() {
    return entries.keySet().stream().filter(key -> key.sender() != null).count();
  }

  /** Its count goes on among those of its reason whose senders are not told apart. */
  private void forgetOldest() {
    entries.values().stream()
        .filter(entry -> entry.sender() != null)
        .min(Comparator.comparingLong(Entry::lastNanos))
        .ifPresent(
            oldest -> {
              entries.remove(new Key(oldest.reason(), oldest.sender()));
              count(new Key(oldest.reason(), null), oldest.count(), oldest.lastNanos());
            });
  }

  private void count(Key key, long more, long nowNanos) {
    Entry before = entries.get(key);
    long count = before == null ? more : before.count() + more;
    entries.put(key, new Entry(key.reason(), key.sender(), count, nowNanos));
  }

  /** All of them, in the order in which they first occurred. */
  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }
}
