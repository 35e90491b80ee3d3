package org.jvrrpd.daemon.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jvrrpd.daemon.control.Dump;
import org.jvrrpd.daemon.kernel.RealTimeSignal;
import sun.misc.Signal;

/**
 * The signals that operators send: 15 and 2 stop, 1 reloads, 10, 12 and 36 ask for a dump as
 * keepalived's do. Registered first thing in {@code main}; what arrives before the daemon is ready
 * is delivered when it is, but for dumps, of which there is nothing yet. The launcher has set
 * signals 10, 12 and 34 to 64 to be ignored, has HotSpot use another one in place of 12 ({@code
 * _JAVA_SR_SIGNUM}), and has 36 blocked. Handlers run on threads of their own.
 */
public final class Signals {
  /** What signals ask for. */
  public interface Receiver {
    /** The process is to end. */
    void stop();

    /** The configuration is to be read again. */
    void reload();

    /** A file is to be written; who has nothing to say ignores it. */
    default void dump(Dump dump) {}
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
    Signal.handle(new Signal("USR1"), _ -> signals.wanted(Dump.DATA));
    try {
      Signal.handle(new Signal("USR2"), _ -> signals.wanted(Dump.STATISTICS));
    } catch (IllegalArgumentException _) {
      // HotSpot keeps it for itself where the launcher has not told it otherwise.
    }
    return signals;
  }

  private void wanted(Dump dump) {
    if (state.get() instanceof Delivering(Receiver receiver)) {
      receiver.dump(dump);
    }
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

  /** Has signal 36 delivered as well, where the launcher could block it; takes a thread. */
  public void readRealTimeSignals() {
    var _ = RealTimeSignal.deliver(RealTimeSignal.JSON_SIGNAL, () -> wanted(Dump.JSON));
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
