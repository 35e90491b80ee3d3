package org.jvrrpd.core.router;

import java.util.List;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;

/**
 * One input to a virtual router and what came of it: all that a log line, a hook or an effect
 * needs.
 *
 * @param before the state until now
 * @param after the state from now on
 * @param input what happened
 * @param reason why the step was taken
 * @param effects what is to be done, in this order
 */
public record Step(State before, State after, Input input, Reason reason, List<Effect> effects) {

  /** Whether a state was left for one of another kind. */
  public boolean changesState() {
    return before.getClass() != after.getClass();
  }
}
