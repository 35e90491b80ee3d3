package org.jvrrpd.core.router;

import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Rejection;

/** What became of a message that was addressed to a virtual router. */
public sealed interface Reception {

  /**
   * It was admitted to the election.
   *
   * @param advertisement what it said
   * @param step what came of it
   * @param listsOtherAddresses whether its addresses are not ours, which is reported only
   */
  record Admitted(Advertisement advertisement, Step step, boolean listsOtherAddresses)
      implements Reception {}

  /** It was refused: counted, and nothing else has changed. */
  record Refused(Rejection reason) implements Reception {}
}
