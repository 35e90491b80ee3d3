package org.jvrrpd.daemon.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jvrrpd.core.election.Timers;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Lease;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.config.InstanceConfiguration;

/** What a node with this configuration would do, in sentences with numbers. */
public final class Expectations {
  private Expectations() {}

  /** The terms on which it takes part in its election; all its checks are missing. */
  public static RouterSettings election(InstanceConfiguration configuration) {
    return InstanceSettings.of(configuration).router();
  }

  /** How long after its start an instance is MASTER at the latest, unless it hears another one. */
  public static Duration settlingTime(InstanceConfiguration configuration) {
    InstanceSettings settings = InstanceSettings.of(configuration);
    return configuration
        .startupDelay()
        .plusNanos(
            Timers.masterDownNanos(
                configuration.version(),
                configuration.priority(),
                settings.router().intervalNanos(),
                settings.router().downIntervals()));
  }

  /** The sentences for one instance. */
  public static List<String> of(InstanceConfiguration configuration) {
    InstanceSettings settings = InstanceSettings.of(configuration);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "("
            + configuration.name()
            + ") VRRP version "
            + configuration.version().number()
            + ", VRID "
            + configuration.vrid()
            + ", priority "
            + configuration.priority()
            + ", on "
            + configuration.interfaceInWords()
            + ", holds "
            + configuration.addresses().stream()
                .map(each -> each.address() + "/" + each.prefixLength())
                .collect(Collectors.joining(", "))
            + " when it is MASTER.");
    long skew =
        Timers.skewNanos(
            configuration.version(), configuration.priority(), settings.router().intervalNanos());
    long down =
        Timers.masterDownNanos(
            configuration.version(),
            configuration.priority(),
            settings.router().intervalNanos(),
            settings.router().downIntervals());
    sentences.add(
        "  It takes over "
            + seconds(skew)
            + " after a MASTER that resigns, "
            + seconds(down)
            + " after one that falls silent.");
    if (configuration.family() == AddressFamily.IPV6) {
      sentences.add(
          "  It advertises from the interface's link-local address to ff02::12; that address, and"
              + " not ip_address, decides between equal priorities.");
      if (configuration.addresses().stream().noneMatch(each -> each.address().isLinkLocal())) {
        sentences.add(
            "  No virtual address is link-local, which RFC 9568 (section 5.2.9) wants first;"
                + " keepalived only remarks on it.");
      }
    } else if (configuration.version() == ProtocolVersion.V3) {
      sentences.add(
          "  Its advertisements have the checksum "
              + words(configuration.checksumForm())
              + "; it accepts both.");
    }
    if (!configuration.startupDelay().isZero()) {
      sentences.add(
          "  It takes no part for "
              + seconds(configuration.startupDelay().toNanos())
              + " after its start.");
    }
    sentences.add(
        configuration.preempt()
            ? "  It takes the VIP back from a healthy MASTER of lower priority"
                + (configuration.preemptDelay().isZero()
                    ? "."
                    : ", " + seconds(configuration.preemptDelay().toNanos()) + " later.")
            : "  It leaves a healthy MASTER of lower priority alone.");
    if (configuration.vipLease()) {
      Lease lease = Lease.fitting(settings.router());
      sentences.add(
          "  The VIP is a lease of "
              + lease.lifetimeSeconds()
              + " s, renewed every "
              + Duration.ofNanos(lease.renewalNanos()).toMillis()
              + " ms: a daemon that is killed or frozen loses it.");
    }
    return sentences;
  }

  /** The reading of a checksum, by its RFC. */
  static String words(ChecksumForm form) {
    return switch (form) {
      case PSEUDO_HEADER -> "with the pseudo-header (RFC 5798)";
      case MESSAGE_ONLY -> "of the message alone (RFC 9568)";
    };
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
