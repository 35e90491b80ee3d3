package org.jvrrpd.conformance.chaos;

/** What can happen to one node of a cluster. */
enum Trouble {
  /** The daemon ends without a last word, and is started again. */
  KILL(false),
  /** The daemon gets no processor time. */
  FREEZE(false),
  /** The daemon is asked to stop, and is started again. */
  STOP(false),
  /** The cable is pulled: both ends lose their carrier. */
  CABLE(false),
  /** Nothing passes in either direction, and every carrier stays. */
  ISOLATION(true),
  /** What another node sends does not arrive. */
  DEAFNESS(true),
  /** A fifth of what the node sends and of what is sent to it is lost. */
  LOSS(true);

  private final boolean separates;

  Trouble(boolean separates) {
    this.separates = separates;
  }

  /**
   * Whether two nodes may rightly hold the VIP while it lasts, since they do not hear each other.
   */
  boolean separates() {
    return separates;
  }
}
