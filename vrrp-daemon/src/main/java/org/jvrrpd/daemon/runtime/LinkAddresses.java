package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.Link;

/**
 * Puts the addresses of instances onto the links that they are for: that of their segment, and
 * others that they name. Event loop only.
 */
final class LinkAddresses {
  private final Surroundings surroundings;

  LinkAddresses(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The same addresses link by link, in their order; those for links that are not there are left
   * out.
   *
   * @param own the segment's link; null while there is none
   */
  Map<Link, List<AddressRequest>> byLink(@Nullable Link own, List<HeldAddress> held) {
    Map<Link, List<AddressRequest>> byLink = new LinkedHashMap<>();
    for (HeldAddress each : held) {
      link(own, each)
          .ifPresent(
              link -> byLink.computeIfAbsent(link, _ -> new ArrayList<>()).add(each.request()));
    }
    return byLink;
  }

  /** The link that an address is for, if it is there. */
  Optional<Link> link(@Nullable Link own, HeldAddress held) {
    return held.device().isEmpty()
        ? Optional.ofNullable(own)
        : surroundings.link(held.device().get());
  }

  /** The first interface that one of these is for and that is not there. */
  Optional<String> missingDevice(List<HeldAddress> held) {
    return held.stream()
        .flatMap(each -> each.device().stream())
        .filter(name -> surroundings.link(name).isEmpty())
        .findFirst();
  }

  void install(
      @Nullable Link own,
      String label,
      List<HeldAddress> held,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {
    Map<Link, List<AddressRequest>> byLink = byLink(own, held);
    if (byLink.values().stream().mapToInt(List::size).sum() < held.size()) {
      String operation = "installing addresses on " + missingDevice(held).orElse(label);
      done.accept(Optional.of(new SystemCallException(operation, Errno.ENODEV.number())));
      return;
    }
    Consumer<Optional<SystemCallException>> joined = Joined.of(byLink.size(), done);
    byLink.forEach(
        (link, requests) ->
            surroundings
                .writer()
                .install(
                    link,
                    surroundings.ownPrefixes(link).beside(requests),
                    lifetimeSeconds,
                    joined));
  }

  void renew(
      @Nullable Link own,
      List<HeldAddress> held,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    byLink(own, held)
        .forEach(
            (link, requests) ->
                surroundings
                    .writer()
                    .renew(
                        link,
                        surroundings.ownPrefixes(link).beside(requests),
                        lifetimeSeconds,
                        notAfterNanos,
                        done));
  }

  void remove(
      @Nullable Link own, List<HeldAddress> held, Consumer<Optional<SystemCallException>> done) {
    Map<Link, List<AddressRequest>> byLink = byLink(own, held);
    Consumer<Optional<SystemCallException>> joined = Joined.of(byLink.size(), done);
    byLink.forEach((link, requests) -> surroundings.writer().remove(link, requests, joined));
  }
}
