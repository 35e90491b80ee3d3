package org.jvrrpd.daemon.replay;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.daemon.replay.Occurrence.Kind;

/** In what the speakers of one virtual router differ although they should not. */
final class Disagreements {
  private final Chronicle chronicle;
  private final Collection<Speaker> speakers;

  Disagreements(Chronicle chronicle, Collection<Speaker> speakers) {
    this.chronicle = chronicle;
    this.speakers = speakers;
  }

  /** Somebody has spoken before, and says something else now; {@code speaker} still has the old. */
  void changed(Speaker speaker, Heard heard) {
    between(speaker.said, heard.advertisement())
        .forEach(
            (kind, words) -> {
              chronicle.add(
                  heard.nanos(), kind, speaker.address, speaker.address + " changes its " + words);
              speakers.forEach(each -> each.told.remove(kind));
            });
    if (speaker.priority() != heard.advertisement().priority()) {
      chronicle.add(
          heard.nanos(),
          Kind.PRIORITY,
          speaker.address,
          "%s changes its priority from %d to %d"
              .formatted(speaker.address, speaker.priority(), heard.advertisement().priority()));
    }
  }

  /** Compares somebody who has just spoken with the others; each difference is told once. */
  void compare(Speaker speaker, long nanos) {
    for (Speaker other : speakers) {
      if (!other.equals(speaker)) {
        compare(speaker, other, nanos);
      }
    }
  }

  private void compare(Speaker speaker, Speaker other, long nanos) {
    if (other.said.version() == speaker.said.version() && !sameForm(speaker, other)) {
      tell(speaker, other, Kind.CHECKSUM, "another kind of checksum (RFC 5798 or RFC 9568)", nanos);
    }
    between(other.said, speaker.said)
        .forEach((kind, words) -> tell(speaker, other, kind, another(kind, speaker, other), nanos));
  }

  private void tell(Speaker speaker, Speaker other, Kind kind, String what, long nanos) {
    if (!other.told.contains(kind) && speaker.told.add(kind)) {
      chronicle.add(
          nanos,
          kind,
          speaker.address,
          "%s sends %s than %s".formatted(speaker.address, what, other.address));
    }
  }

  private static boolean sameForm(Speaker one, Speaker other) {
    return one.said.version() == ProtocolVersion.V2
        || one.said.family() == AddressFamily.IPV6
        || one.form == other.form;
  }

  private static String another(Kind kind, Speaker speaker, Speaker other) {
    return switch (kind) {
      case VERSION ->
          "another version (%d, not %d)"
              .formatted(speaker.said.version().number(), other.said.version().number());
      case INTERVAL ->
          "another interval (%s, not %s)"
              .formatted(
                  Words.interval(speaker.said.intervalCentis()),
                  Words.interval(other.said.intervalCentis()));
      case ADDRESSES ->
          "other addresses (%s, not %s)"
              .formatted(
                  Words.addresses(speaker.said.addresses()),
                  Words.addresses(other.said.addresses()));
      default ->
          speaker.said.authentication().type() == other.said.authentication().type()
              ? "another password"
              : "another authentication (%s, not %s)"
                  .formatted(
                      authentication(speaker.said.authentication()),
                      authentication(other.said.authentication()));
    };
  }

  /** What differs, each as "its ..., from this to that"; never a password. */
  private static Map<Kind, String> between(Advertisement before, Advertisement after) {
    Map<Kind, String> differences = new EnumMap<>(Kind.class);
    if (before.version() != after.version()) {
      differences.put(
          Kind.VERSION,
          "version from %d to %d".formatted(before.version().number(), after.version().number()));
    }
    if (before.intervalCentis() != after.intervalCentis()) {
      differences.put(
          Kind.INTERVAL,
          "interval from %s to %s"
              .formatted(
                  Words.interval(before.intervalCentis()), Words.interval(after.intervalCentis())));
    }
    if (before.version() == after.version()
        && !before.authentication().equals(after.authentication())) {
      differences.put(Kind.PASSWORD, "password");
    }
    if (!new HashSet<>(before.addresses()).equals(new HashSet<>(after.addresses()))) {
      differences.put(
          Kind.ADDRESSES,
          "addresses from %s to %s"
              .formatted(Words.addresses(before.addresses()), Words.addresses(after.addresses())));
    }
    return differences;
  }

  /** How an advertisement is authenticated, in words. */
  static String authentication(Authentication authentication) {
    return switch (authentication) {
      case Authentication.None _ -> "no password";
      case Authentication.SimplePassword _ -> "a password";
      case Authentication.Unverified(int type) -> "type " + type;
    };
  }

  /** Why two that are MASTER at the same time do not make one of them give way. */
  static String whyDeaf(Speaker one, Speaker other) {
    if (one.said.version() != other.said.version()) {
      return "they speak different versions";
    }
    if (!one.said.authentication().equals(other.said.authentication())) {
      return "their passwords differ";
    }
    if (one.said.version() == ProtocolVersion.V2
        && one.said.intervalCentis() != other.said.intervalCentis()) {
      return "their intervals differ";
    }
    return "their packets agree, but they do not seem to hear each other";
  }
}
