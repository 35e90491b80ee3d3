package org.jvrrpd.daemon.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Addresses of one link to write together, and who waits for the outcome. */
final class AddressBatch {
  /** What is asked of the kernel, with its participle for error messages. */
  enum Kind {
    INSTALL("adding"),
    /**
     * The same for addresses that are there: it can wait for others, and its success is no news.
     */
    RENEW("renewing"),
    REMOVE("removing"),
    /** An installation on a link that does not exist: runs all code and changes nothing. */
    REHEARSE("rehearsing to add");

    private final String participle;

    Kind(String participle) {
      this.participle = participle;
    }
  }

  private final Kind kind;
  private final Link link;
  private final List<AddressRequest> addresses;
  private final List<Consumer<Optional<SystemCallException>>> waiting = new ArrayList<>(1);
  private OptionalInt validLifetimeSeconds;
  private OptionalLong notAfterNanos;

  /**
   * @param validLifetimeSeconds of what is installed; empty for good
   * @param notAfterNanos on {@link System#nanoTime}'s scale: when it is too late to begin
   */
  AddressBatch(
      Kind kind,
      Link link,
      List<AddressRequest> addresses,
      OptionalInt validLifetimeSeconds,
      OptionalLong notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    this.kind = kind;
    this.link = link;
    this.addresses = List.copyOf(addresses);
    this.validLifetimeSeconds = validLifetimeSeconds;
    this.notAfterNanos = notAfterNanos;
    this.waiting.add(done);
  }

  Kind kind() {
    return kind;
  }

  Link link() {
    return link;
  }

  List<AddressRequest> addresses() {
    return addresses;
  }

  OptionalInt validLifetimeSeconds() {
    return validLifetimeSeconds;
  }

  boolean isTooLate(long nowNanos) {
    return notAfterNanos.isPresent() && nowNanos - notAfterNanos.getAsLong() > 0;
  }

  /** Everyone who waits for the outcome; they are told in the order in which they asked. */
  List<Consumer<Optional<SystemCallException>>> waiting() {
    return List.copyOf(waiting);
  }

  /** What is being done to the address at {@code index}, for an error message. */
  String operation(int index) {
    String preposition = kind == Kind.REMOVE ? " from " : " to ";
    return kind.participle + " " + addresses.get(index) + preposition + link.name();
  }

  /** Whether doing {@code newer} once does all that both ask for. */
  boolean isRepeatedBy(AddressBatch newer) {
    return kind == newer.kind
        && link.index() == newer.link.index()
        && addresses.equals(newer.addresses);
  }

  /** Carries out {@code newer} in the place of this one, with its lifetime and its deadline. */
  void absorb(AddressBatch newer) {
    validLifetimeSeconds = newer.validLifetimeSeconds;
    notAfterNanos = newer.notAfterNanos;
    waiting.addAll(newer.waiting);
  }
}
