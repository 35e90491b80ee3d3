package org.jvrrpd.conformance.interop;

/**
 * What happens to a pair of nodes. The preferred one has the priority 100 and preempts, the other
 * one has 60 and does not, where nothing else is said.
 */
enum Event {
  MASTER_FIRST("preferred node first"),
  BACKUP_FIRST("other node first"),
  STOP("clean stop"),
  KILL("kill -9"),
  CABLE("cable cut and put back"),
  PRIORITY_CHANGE("priority lowered, both preempt"),
  EQUAL_PRIORITIES("equal priorities after a partition"),
  WRONG_PASSWORD("wrong password on one side"),
  WRONG_INTERVAL("wrong interval on one side"),
  DIFFERENT_VIPS("different VIP lists");

  private final String title;

  Event(String title) {
    this.title = title;
  }

  /** Whether the VIP moves, from one advertisement on the wire to another. */
  boolean movesTheVip() {
    return switch (this) {
      case STOP, KILL, CABLE, PRIORITY_CHANGE, EQUAL_PRIORITIES -> true;
      case MASTER_FIRST, BACKUP_FIRST, WRONG_PASSWORD, WRONG_INTERVAL, DIFFERENT_VIPS -> false;
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
