package org.jvrrpd.core.router;

/** What a virtual router counts beside rejections. Counters only grow. */
public enum Counter {
  ADVERTISEMENTS_RECEIVED("vrrpStatsAdvertiseRcvd"),
  ADVERTISEMENTS_SENT("advertisementsSent"),
  BECOME_MASTER("vrrpStatsBecomeMaster"),
  RELEASE_MASTER("releaseMaster"),
  PRIORITY_ZERO_RECEIVED("vrrpStatsPriorityZeroPktsRcvd"),
  PRIORITY_ZERO_SENT("vrrpStatsPriorityZeroPktsSent"),
  LOWER_PRIORITY_ANSWERED("lowerPriorityAnswered"),
  STALLS("stalls"),
  LEASE_EXPIRIES("leaseExpiries"),
  ADDRESSES_LOST("addressesLost"),
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
