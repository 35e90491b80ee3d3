package org.jvrrpd.core.election;

/**
 * What an election wants done. The order of the effects of one transition is part of its meaning:
 * they are performed in that order.
 */
public sealed interface Effect {

  /**
   * Send one advertisement now. One that follows {@link RemoveAddresses} in the same transition is
   * held back until the kernel has removed them, so that the next holder does not meet us.
   *
   * @param priority 0 to resign, otherwise the effective priority
   */
  record SendAdvertisement(int priority) implements Effect {}

  /** Put the virtual addresses on the interface; harmless where they are there already. */
  record InstallAddresses() implements Effect {}

  /** Extend the lease of the virtual addresses, before it runs out. */
  record RenewAddresses() implements Effect {}

  /** Take the virtual addresses off the interface and drop announcements that are still to come. */
  record RemoveAddresses() implements Effect {}

  /** Tell the neighbours where the virtual addresses are, as soon as each is installed. */
  record AnnounceAddresses() implements Effect {}

  /** Run this node's own health checks once, at once; the answer is an input. */
  record RunChecks() implements Effect {}
}
