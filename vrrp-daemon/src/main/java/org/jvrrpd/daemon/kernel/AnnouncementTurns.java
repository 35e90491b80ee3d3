package org.jvrrpd.daemon.kernel;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What all announcements of a daemon share: so many frames, then a rest for the loop's other work.
 * The first announcement of an address waits for nobody; its repetitions wait here, so that a
 * thousand virtual routers that become MASTER together have announced themselves once before the
 * first is announced twice, and neither the loop nor a link's queue is taken up by the rest.
 * Confined to the event loop.
 */
public final class AnnouncementTurns {
  /** Frames between two rests. */
  static final int FRAMES = 64;

  private static final long REST_MILLIS = 1;

  private final EventExecutor loop;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int left = FRAMES;
  private boolean resting;

  /** Turns on this loop. */
  public AnnouncementTurns(EventExecutor loop) {
    this.loop = loop;
  }

  /** Whether a frame that can wait may go out now. */
  boolean hasRoom() {
    return left > 0;
  }

  /** A frame has gone out. */
  void sent() {
    left--;
    restSoon();
  }

  /** Has somebody go on when there is room again; those who wait longest first. */
  void await(Runnable next) {
    waiting.add(next);
    restSoon();
  }

  private void restSoon() {
    if (!resting) {
      resting = true;
      var _ = loop.schedule(this::goOn, REST_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void goOn() {
    resting = false;
    left = FRAMES;
    for (int turns = waiting.size(); turns > 0 && hasRoom(); turns--) {
      waiting.remove().run();
    }
    if (!waiting.isEmpty()) {
      restSoon();
    }
  }
}
