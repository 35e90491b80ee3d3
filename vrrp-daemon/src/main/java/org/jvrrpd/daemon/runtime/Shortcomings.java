package org.jvrrpd.daemon.runtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.daemon.kernel.Link;

/** What an interface, or an instance on it, lacks: the causes of FAULT with the detail in words. */
final class Shortcomings {
  private Shortcomings() {}

  /** What all instances of a segment lack while its link is this; addresses are not looked at. */
  static Map<Reason, String> of(Attachment attachment, @Nullable Link link) {
    Map<Reason, String> missing = new EnumMap<>(Reason.class);
    if (link == null) {
      missing.put(attachment.absence(), attachment.absenceInWords());
    } else if (!link.up()) {
      missing.put(Reason.INTERFACE_DOWN, link.name() + " is down or has no carrier");
    }
    return missing;
  }

  /** Whether sockets can be opened all the same: a link may be down. */
  static boolean letSocketsOpen(Map<Reason, String> missing) {
    return missing.isEmpty() || missing.keySet().equals(Set.of(Reason.INTERFACE_DOWN));
  }

  /**
   * What one instance lacks, where all lack {@code missing}.
   *
   * @param absentDevice an interface that one of its addresses is for and that is not there
   */
  static Map<Reason, String> of(
      Instance instance, Map<Reason, String> missing, Optional<String> absentDevice) {
    Map<Reason, String> own = new EnumMap<>(Reason.class);
    own.putAll(missing);
    if (!instance.settings().particulars().tracksOwnLink()) {
      own.remove(Reason.INTERFACE_DOWN);
    }
    absentDevice.ifPresent(
        name -> own.put(Reason.INTERFACE_MISSING, "there is no interface " + name));
    return own;
  }
}
