package org.jvrrpd.core.router;

/** What a virtual router counts beside rejections, from 0 at its start. Counters only grow. */
public enum Counter {
  /** Admitted to the election; what was refused is not among them. */
  ADVERTISEMENTS_RECEIVED("vrrpStatsAdvertiseRcvd"),
  /** Of any priority, those of priority 0 among them. */
  ADVERTISEMENTS_SENT("advertisementsSent"),
  /** Changes of state to MASTER. */
  BECOME_MASTER("vrrpStatsBecomeMaster"),
  /** Changes of state from MASTER. */
  RELEASE_MASTER("releaseMaster"),
  /** Resignations of others, admitted. */
  PRIORITY_ZERO_RECEIVED("vrrpStatsPriorityZeroPktsRcvd"),
  /** Resignations of ours. */
  PRIORITY_ZERO_SENT("vrrpStatsPriorityZeroPktsSent"),
  /** Version 3 advertisements whose checksum was right for the message alone (RFC 9568). */
  CHECKSUMS_OF_THE_MESSAGE("checksumsOfTheMessage"),
  /** Version 3 advertisements whose checksum was right with the pseudo-header (RFC 5798, IPv6). */
  CHECKSUMS_WITH_PSEUDO_HEADER("checksumsWithPseudoHeader"),
  /** Answers to a second master of lower priority; those that came too soon after are not. */
  LOWER_PRIORITY_ANSWERED("lowerPriorityAnswered"),
  /** Times that this process was found not to have run when it should have. */
  STALLS("stalls"),
  /** Leases of ours that ran out while we were MASTER. */
  LEASE_EXPIRIES("leaseExpiries"),
  /** Times that somebody else removed a virtual address while we were MASTER. */
  ADDRESSES_LOST("addressesLost"),
  /** Take-overs from a master whose health had failed. */
  HEALTH_TAKEOVERS("healthTakeovers");

  private final String counterName;

  Counter(String counterName) {
    this.counterName = counterName;
  }

  /** The name in {@code status}: RFC 2787's where it has one, otherwise our own. */
  public String counterName() {
    return counterName;
  }
}
