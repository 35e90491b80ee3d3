package org.jvrrpd.core.election;

import org.jvrrpd.core.packet.IpAddress;

/** What can happen to an election. Everything that it learns, it learns through one of these. */
public sealed interface Input {

  /** The virtual router has been enabled: the Startup event of RFC 3768 section 6.4.1. */
  record Startup() implements Input {}

  /** The virtual router has been disabled: the Shutdown event of RFC 3768 section 6.4. */
  record Shutdown() implements Input {}

  /**
   * Time has passed. Early, late and spurious ones do no harm: the state compares its own deadlines
   * with the time.
   */
  record TimerExpired() implements Input {}

  /**
   * An advertisement for this virtual router has passed every check of reception (RFC 3768 section
   * 7.1, RFC 9568 section 7.1).
   *
   * @param source the sender's address, from the IP header
   * @param priority 0 (it resigns) to 255 (it owns the addresses)
   * @param intervalNanos the interval that it carries
   */
  record AdvertisementReceived(IpAddress source, int priority, long intervalNanos)
      implements Input {}

  /**
   * The effective priority has changed; the election that receives this already has the new one.
   *
   * @param previous the effective priority until now
   */
  record PriorityChanged(int previous) implements Input {}

  /**
   * The interval or the terms of the lease have changed, and perhaps the priority; the election
   * that receives this already has the new settings.
   *
   * @param previous the settings until now
   */
  record Reconfigured(ElectionSettings previous) implements Input {}

  /** Something that this virtual router cannot do without is missing; there was nothing before. */
  record FaultRaised(Reason reason) implements Input {}

  /** Nothing is missing any more. */
  record FaultCleared() implements Input {}

  /** The kernel has refused to install the virtual addresses. */
  record InstallationFailed() implements Input {}

  /** A virtual address that was installed is gone, and it was not us who removed it. */
  record AddressesLost() implements Input {}

  /**
   * The lease of the virtual addresses has run out before it was renewed, because this process did
   * not run, and what arrived meanwhile has been read.
   */
  record LeaseExpired() implements Input {}

  /** Every other member of the sync group would be master, too: now they all are. */
  record GroupRises() implements Input {}

  /** Another member of the sync group is no longer master, so this one must not be either. */
  record GroupFalls() implements Input {}

  /** The answer to {@link Effect.RunChecks}: every check passes. */
  record ChecksPassed() implements Input {}

  /** The answer to {@link Effect.RunChecks}: at least one check fails. */
  record ChecksFailed() implements Input {}
}
