package org.jvrrpd.conformance.chaos;

/** What can happen to one node of a cluster. */
enum Trouble {
  /** The daemon ends without a last word, and is started again. */
  KILL,
  /** The daemon gets no processor time. */
  FREEZE,
  /** The daemon is asked to stop, and is started again. */
  STOP,
  /** The cable is pulled: both ends lose their carrier. */
  CABLE,
  /** Nothing passes in either direction, and every carrier stays. */
  ISOLATION,
  /** What another node sends does not arrive. */
  DEAFNESS,
  /** A fifth of what the node sends and of what is sent to it is lost. */
  LOSS
}
