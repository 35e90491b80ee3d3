package org.jvrrpd.daemon.runtime;

import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * The signals that operators send: 15 and 2 stop, 1 reloads. Registered first thing in {@code
 * main}; what arrives before the daemon is ready is delivered when it is. The launcher has set
 * signals 10 and 34 to 64 to be ignored, and 12 belongs to HotSpot. Handlers run on threads of
 * their own.
 */
public final class Signals {
  /** What signals ask for. */
  public interface Receiver {
    /** The process is to end. */
    void stop();

    /** The configuration is to be read again. */
    void reload();
  }

  private final AtomicReference<State> state = new AtomicReference<>(new Waiting(false, false));

  private sealed interface State {}

  private record Waiting(boolean stop, boolean reload) implements State {}

  private record Delivering(Receiver receiver) implements State {}

  private Signals() {}

  /** Takes the signals over. */
  public static Signals register() {
    Signals signals = new Signals();
    Signal.handle(new Signal("TERM"), _ -> signals.arrived(true));
    Signal.handle(new Signal("INT"), _ -> signals.arrived(true));
    Signal.handle(new Signal("HUP"), _ -> signals.arrived(false));
    return signals;
  }

  private void arrived(boolean stop) {
    State before =
        state.getAndUpdate(
            current ->
                switch (current) {
                  case Waiting(boolean stopped, boolean reloaded) ->
                      new Waiting(stopped || stop, reloaded || !stop);
                  case Delivering delivering -> delivering;
                });
    if (before instanceof Delivering(Receiver receiver)) {
      if (stop) {
        receiver.stop();
      } else {
        receiver.reload();
      }
    }
  }

  /** Delivers to {@code receiver} from now on, and what has arrived so far. */
  public void deliverTo(Receiver receiver) {
    if (state.getAndSet(new Delivering(receiver))
        instanceof Waiting(boolean stop, boolean reload)) {
      if (stop) {
        receiver.stop();
      } else if (reload) {
        receiver.reload();
      }
    }
  }
}
