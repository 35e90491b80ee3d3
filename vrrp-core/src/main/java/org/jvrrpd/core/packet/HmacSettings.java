package org.jvrrpd.core.packet;

import java.util.List;
import java.util.Optional;

/**
 * How a virtual router protects what it sends, and what it asks of others: keepalived's {@code
 * auth_hmac}. Immutable.
 *
 * @param keys those that others may use, each with a number of its own
 * @param activeKey the number of the one that we use; one of {@code keys}
 * @param windowSeconds how far the time in a trailer may be from ours, 1 to {@link
 *     #MAX_WINDOW_SECONDS}
 * @param antiReplay what makes a sequence number too old
 * @param mode what is sent and what is asked
 */
public record HmacSettings(
    List<HmacKey> keys, int activeKey, int windowSeconds, AntiReplay antiReplay, Mode mode) {
  /** The longest window. */
  public static final int MAX_WINDOW_SECONDS = 300;

  private static final int LEAST_USUAL_SECONDS = 5;
  private static final int USUAL_INTERVALS = 3;
  private static final int SECOND_CENTIS = 100;

  /** What is sent and what is asked: the three steps in which a cluster comes to use it. */
  public enum Mode {
    /** No trailer is sent. One that is heard has to be right; none is needed. */
    RECEIVE_ONLY("receive-only"),
    /** A trailer is sent. One that is heard has to be right; none is needed. */
    PERMISSIVE("permissive"),
    /** A trailer is sent, and everybody needs one. */
    ENFORCE("enforce");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /** The word of the configuration. */
    public String word() {
      return word;
    }
  }

  /** What makes a sequence number too old. */
  public enum AntiReplay {
    /** It is from outside of the window, or its sender has sent a later one within the window. */
    TIME("time"),
    /** Its sender has sent a later one: for nodes whose clocks differ. */
    MONOTONIC("monotonic");

    private final String word;

    AntiReplay(String word) {
      this.word = word;
    }

    /** The word of the configuration. */
    public String word() {
      return word;
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two keys have the same number, none has that of the active
   *     one, or the window is out of range
   */
  public HmacSettings {
    if (keys.stream().map(HmacKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("two keys have the same number");
    }
    if (find(keys, activeKey).isEmpty()) {
      throw new IllegalArgumentException("there is no key " + activeKey);
    }
    if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS) {
      throw new IllegalArgumentException("a window of " + windowSeconds + " s");
    }
    keys = List.copyOf(keys);
  }

  /**
   * The window where none is chosen: three advertisement intervals, but at least 5 s and at most
   * {@link #MAX_WINDOW_SECONDS}.
   *
   * @param intervalCentis the advertisement interval, more than 0
   */
  public static int usualWindowSeconds(int intervalCentis) {
    int intervals = Math.ceilDiv(USUAL_INTERVALS * intervalCentis, SECOND_CENTIS);
    return Math.clamp(intervals, LEAST_USUAL_SECONDS, MAX_WINDOW_SECONDS);
  }

  /** The key that we use. */
  public HmacKey active() {
    return find(activeKey).orElseThrow();
  }

  /** Whether what we send has a trailer. */
  public boolean signs() {
    return mode != Mode.RECEIVE_ONLY;
  }

  /** Whether what has no trailer is refused. */
  public boolean requiresTrailer() {
    return mode == Mode.ENFORCE;
  }

  /** Whether the time of a trailer counts. */
  public boolean hasWindow() {
    return antiReplay == AntiReplay.TIME;
  }

  /** Whether two moments, in seconds of UTC as trailers have them, are within one window. */
  public boolean isWithinWindow(int seconds, int otherSeconds) {
    // Of 2^31 no difference is meant.
    long apart = Math.abs((long) (seconds - otherSeconds));
    return apart <= windowSeconds;
  }

  /** The key with this number. */
  public Optional<HmacKey> find(int id) {
    return find(keys, id);
  }

  private static Optional<HmacKey> find(List<HmacKey> keys, int id) {
    return keys.stream().filter(key -> key.id() == id).findFirst();
  }
}
