package org.jvrrpd.core.election;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The state of one election, with the deadlines that it waits for. All times are nanoseconds on the
 * clock that the caller passes to {@link Election#on}, which never goes back but for the
 * milliseconds that an advertisement waited to be read.
 */
public sealed interface State {

  /** The earliest time at which this state wants a {@link Input.TimerExpired}; empty: never. */
  OptionalLong deadline();

  /** The name that users read. */
  String name();

  /** A time that never comes. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Waits for {@link Input.Startup}, or once that has come for the end of the startup delay.
   *
   * @param beginAt when the delay ends; {@link #NEVER} before the startup
   */
  record Init(long beginAt) implements State {
    /** Waits for a startup. */
    public Init() {
      this(NEVER);
    }

    @Override
    public OptionalLong deadline() {
      return beginAt == NEVER ? OptionalLong.empty() : OptionalLong.of(beginAt);
    }

    @Override
    public String name() {
      return "INIT";
    }
  }

  /**
   * Waits for the master to fall silent.
   *
   * @param masterDownAt when the master counts as down
   * @param masterIntervalNanos the interval by which that is computed: our own, and in version 3
   *     the master's once it has been heard
   * @param resigned whether {@code masterDownAt} was set by a resignation
   * @param master the last accepted sender; null before the first
   * @param preemption from when on a master of lower priority is no longer respected
   * @param takeover the health take-over that is under way
   * @param ready why this router would be master by now, if its sync group rose with it; null while
   *     it would not, and always where it has no group
   */
  record Backup(
      long masterDownAt,
      long masterIntervalNanos,
      boolean resigned,
      @Nullable Peer master,
      Preemption preemption,
      HealthTakeover takeover,
      @Nullable Reason ready)
      implements State {
    @Override
    public OptionalLong deadline() {
      return OptionalLong.of(Math.min(masterDownAt, takeover.deadline()));
    }

    @Override
    public String name() {
      return "BACKUP";
    }

    /** The same wait after an advertisement from {@code peer}. */
    Backup hearing(Peer peer, Preemption preemptionNow, HealthTakeover takeoverNow) {
      return new Backup(
          masterDownAt, masterIntervalNanos, resigned, peer, preemptionNow, takeoverNow, ready);
    }

    /** A new wait: the master is respected. */
    Backup respecting(long downAt, long intervalNanos) {
      return new Backup(downAt, intervalNanos, false, master, preemption, takeover, null);
    }

    /** The wait is over, but that of the sync group is not: another one, as a precaution. */
    Backup awaitingGroup(long downAt, Reason reason, HealthTakeover takeoverNow) {
      return new Backup(
          downAt, masterIntervalNanos, false, master, preemption, takeoverNow, reason);
    }

    /** The same wait, without being ready for the sync group. */
    Backup unready() {
      return new Backup(
          masterDownAt, masterIntervalNanos, resigned, master, preemption, takeover, null);
    }

    Backup withMasterDownAt(long at) {
      return new Backup(at, masterIntervalNanos, resigned, master, preemption, takeover, ready);
    }

    Backup withInterval(long downAt, long intervalNanos) {
      return new Backup(downAt, intervalNanos, resigned, master, preemption, takeover, ready);
    }

    Backup withResignation(long downAt) {
      return new Backup(
          downAt, masterIntervalNanos, true, master, preemption, HealthTakeover.none(), ready);
    }

    Backup withTakeover(HealthTakeover changed) {
      return new Backup(
          masterDownAt, masterIntervalNanos, resigned, master, preemption, changed, ready);
    }
  }

  /**
   * Holds the virtual addresses and says so.
   *
   * @param advertiseAt when the next advertisement is due
   * @param lastSentAt when the last one was sent
   * @param disputeAnsweredAt when another master was last answered; {@link Long#MIN_VALUE} / 2
   *     before the first
   */
  record Master(long advertiseAt, long lastSentAt, long disputeAnsweredAt) implements State {
    private static final long NO_DISPUTE = Long.MIN_VALUE / 2;

    /** A master whose last advertisement leaves now and whose next is due one interval later. */
    static Master advertised(long nowNanos, long intervalNanos) {
      return new Master(nowNanos + intervalNanos, nowNanos, NO_DISPUTE);
    }

    @Override
    public OptionalLong deadline() {
      return OptionalLong.of(advertiseAt);
    }

    @Override
    public String name() {
      return "MASTER";
    }
  }

  /**
   * Waits until nothing is missing any more.
   *
   * @param cause what is missing
   * @param retryAt when it is worth another try without being told so; {@link #NEVER}: it is not
   * @param delayedUntil when the startup delay ends that was running as something went missing;
   *     {@link #NEVER}: none was
   */
  record Fault(Reason cause, long retryAt, long delayedUntil) implements State {
    /** Waits until it is told that nothing is missing. */
    public Fault(Reason cause) {
      this(cause, NEVER, NEVER);
    }

    @Override
    public OptionalLong deadline() {
      return retryAt == NEVER ? OptionalLong.empty() : OptionalLong.of(retryAt);
    }

    @Override
    public String name() {
      return "FAULT";
    }
  }

  /**
   * The master that a backup has heard.
   *
   * @param address its address
   * @param priority its last priority
   * @param highestPriority the highest it has had since it was first heard without interruption
   * @param heardAtNanos when it was last heard
   */
  record Peer(IpAddress address, int priority, int highestPriority, long heardAtNanos) {
    static Peer heard(
        @Nullable Peer before, Input.AdvertisementReceived advertisement, long nowNanos) {
      int highest =
          before != null && before.address.equals(advertisement.source())
              ? Math.max(before.highestPriority, advertisement.priority())
              : advertisement.priority();
      return new Peer(advertisement.source(), advertisement.priority(), highest, nowNanos);
    }
  }
}
