package org.jvrrpd.core.router;

import java.util.List;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Rejection;

/** What became of a message that was addressed to a virtual router. */
public sealed interface Reception {

  /**
   * It was admitted to the election.
   *
   * @param advertisement what it said
   * @param step what came of it
   * @param remarks what is wrong with it nevertheless, which is counted and reported only
   */
  record Admitted(Advertisement advertisement, Step step, List<Rejection> remarks)
      implements Reception {}

  /** It was the last one again, bit for bit, and has prolonged the wait of a backup. */
  record Repeated() implements Reception {
    static final Repeated INSTANCE = new Repeated();
  }

  /** It was refused: counted, and nothing else has changed. */
  record Refused(Rejection reason) implements Reception {}
}
