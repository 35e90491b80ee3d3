package org.jvrrpd.core.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;

/**
 * What was refused, by reason and sender. The table is bounded: whoever forges senders fills it
 * once, and what comes later is counted by reason alone.
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

  /** Counts one refusal. */
  public void add(Rejection reason, @Nullable IpAddress sender, long nowNanos) {
    Key key = new Key(reason, sender);
    if (entries.size() >= MAX_SENDERS && !entries.containsKey(key)) {
      key = new Key(reason, null);
    }
    Entry before = entries.get(key);
    long count = before == null ? 1 : before.count() + 1;
    entries.put(key, new Entry(reason, key.sender(), count, nowNanos));
  }

  /** All of them, in the order in which they first occurred. */
  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }
}
