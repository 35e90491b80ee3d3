package org.jvrrpd.daemon.demo;

import java.io.IOException;

/** A step of the demonstration: something happens, and what follows is shown and judged. */
sealed interface Act permits ElectionAct, StopAct, KillAct, FreezeAct, CableAct, PartitionAct {

  /** The heading. */
  String title();

  /** What happens, and why what follows will follow. {@code holder} has the VIP now. */
  String explanation(Member holder);

  /** Does it, shows what happened, and judges. */
  Report perform(Scene scene) throws IOException;
}
