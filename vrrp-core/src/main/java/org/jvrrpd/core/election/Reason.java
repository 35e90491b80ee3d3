package org.jvrrpd.core.election;

/**
 * Why a transition took place: a closed set, each in words for logs, scripts and {@code status}.
 */
public enum Reason {
  // Changes of state.
  STARTUP("startup"),
  SHUTDOWN("shutdown"),
  ADDRESS_OWNER("address owner"),
  MASTER_DOWN("master down"),
  MASTER_RESIGNED("master resigned"),
  HEALTH_TAKEOVER("master degraded"),
  HIGHER_PRIORITY("higher priority heard"),
  HIGHER_ADDRESS("same priority, higher address heard"),
  REPLACED_WHILE_STALLED("replaced while stalled"),
  INTERFACE_MISSING("interface missing"),
  INTERFACE_DOWN("interface down"),
  ADDRESS_MISSING("own address missing"),
  SOCKET_FAILED("no socket"),
  INSTALLATION_FAILED("virtual address not installed"),
  CHECK_FAILED("check failed"),
  SYNC_GROUP("sync group"),
  FAULT_CLEARED("fault cleared"),
  RETRY("another attempt"),

  // What happens within a state.
  ADVERTISEMENT_DUE("advertisement due"),
  STARTUP_DELAYED("startup delayed"),
  GROUP_AWAITED("sync group awaited"),
  MASTER_HEARD("master heard"),
  RESIGNATION_HEARD("resignation heard"),
  RESIGNATION_IGNORED("resignation ignored"),
  LOWER_PRIORITY_IGNORED("lower priority ignored"),
  LOWER_PRIORITY_ANSWERED("lower priority answered"),
  STALLED("stalled"),
  ADDRESSES_LOST("virtual address removed by somebody else"),
  LEASE_DUE("lease due"),
  LEASE_EXPIRED("lease expired"),
  MASTER_DEGRADED("degraded master heard"),
  OWN_CHECKS_ASKED("own checks asked"),
  OWN_CHECKS_PASSED("own checks passed"),
  OWN_CHECKS_FAILED("own checks failed"),
  RECONFIGURED("reconfigured"),
  PRIORITY_CHANGED("priority changed"),
  NOTHING("nothing");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** The reason as people read it. */
  public String words() {
    return words;
  }
}
