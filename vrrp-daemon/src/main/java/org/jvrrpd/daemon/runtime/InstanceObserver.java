package org.jvrrpd.daemon.runtime;

import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.Step;

/** What others want to know of an instance. Called on the event loop, after the effects. */
interface InstanceObserver {
  /** A step was taken. */
  void stepped(Instance instance, Step step);

  /** A message was admitted or refused. */
  void received(Instance instance, Reception reception, IpAddress source);

  /** All members of a sync group are in this state now, and were not before. */
  void groupChanged(String group, String stateName);

  /** An effect could not be performed. */
  void failed(Instance instance, String what);

  /**
   * This node's own health checks are to run once; the answer goes to {@link
   * Instance#checked(boolean)}.
   */
  void checksWanted(Instance instance);

  /**
   * A take-over seems to be {@link RouterTimer#AHEAD_NANOS} away, or {@link
   * RouterTimer#AWAKE_NANOS}.
   *
   * @param leftNanos until then, for what is done meanwhile
   * @return whether it is worth waiting for awake
   */
  boolean takeOverNears(long leftNanos);

  /** Runs what a timer or the kernel thread has brought; a failure of ours ends the daemon. */
  void guarded(Runnable work);
}
