package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.kernel.Scheduling;
import org.jvrrpd.daemon.log.RecordedLog;

/** An engine as tests want it: with ordinary threads. */
final class OrdinaryEngine {
  private OrdinaryEngine() {}

  /** Opens one; on its loop. */
  static Engine open(IoEventLoop loop, RecordedLog log, Engine.Listener listener)
      throws IOException {
    return Engine.open(
        loop, Clock.startingNow(), log.log(), new Promptness(Scheduling.ORDINARY, false), listener);
  }
}
