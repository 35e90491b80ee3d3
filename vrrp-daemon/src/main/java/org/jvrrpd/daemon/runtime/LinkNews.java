package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.log.Log;

/** Says what becomes of interfaces, once for all who look at the same one. Event loop only. */
final class LinkNews {
  private final Log log;
  private final Map<String, String> latest = new HashMap<>();

  LinkNews(Log log) {
    this.log = log;
  }

  /** In keepalived's words; keepalived has none for an interface that comes or goes unasked. */
  void tell(@Nullable Link before, @Nullable Link after) {
    if (after == null) {
      if (before != null) {
        tell(before.name(), "Interface " + before.name() + " deleted");
      }
    } else if (before == null || before.index() != after.index()) {
      tell(after.name(), "Interface " + after.name() + " added");
    } else if (before.up() != after.up()) {
      tellState(after.name(), after.up());
    }
  }

  /** An interface is up, or is not. */
  void tellState(String interfaceName, boolean up) {
    tell(interfaceName, "Netlink reports " + interfaceName + (up ? " up" : " down"));
  }

  private void tell(String interfaceName, String words) {
    if (!words.equals(latest.put(interfaceName, words))) {
      log.info(words);
    }
  }
}
