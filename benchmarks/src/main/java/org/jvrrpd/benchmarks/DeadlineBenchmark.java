package org.jvrrpd.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.core.timing.DeadlineQueue;
import org.jvrrpd.core.timing.DeadlineQueue.Place;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one deadline cost among those of 1, 255 or 4,000 routers?
 *
 * <p>The answer decides whether a heap is good enough or a timing wheel is needed: with 4,000
 * routers at 100 announcements a second, a microsecond per deadline would be 40 % of a core.
 * Nothing is to be allocated ({@code -prof gc}), since both happen for every advertisement of every
 * router.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Deadline -prof gc} after {@code
 * mvn package}; add {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} for the compiler that the daemon
 * runs with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class DeadlineBenchmark {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  /** How many deadlines {@link #sweep} serves in one invocation, whatever the number of routers. */
  private static final int SWEPT = 4_000;

  @Param({"1", "255", "4000"})
  public int routers = 1;

  private DeadlineQueue<Integer> queue = new DeadlineQueue<>();
  private List<Place<Integer>> places = List.of();
  private long now;
  private int next;

  /** Every router has a deadline within the first interval; the order is that of no rank. */
  @Setup
  public void setDeadlines() {
    queue = new DeadlineQueue<>();
    places = new ArrayList<>(routers);
    for (int router = 0; router < routers; router++) {
      places.add(queue.enter(router));
    }
    Collections.shuffle(places, new Random(1));
    now = 0;
    next = 0;
    for (int i = 0; i < routers; i++) {
      queue.set(places.get(i), INTERVAL_NANOS / routers * (i + 1));
    }
    Collections.shuffle(places, new Random(2));
  }

  /** A backup hears its master: the deadline of one moves behind all others. */
  @Benchmark
  public long rearm() {
    Place<Integer> place = places.get(next);
    next = next + 1 == routers ? 0 : next + 1;
    now += INTERVAL_NANOS / routers;
    queue.set(place, now + INTERVAL_NANOS);
    return place.atNanos();
  }

  /** Masters announce: all that are due are taken out and set again, one interval later. */
  @Benchmark
  @OperationsPerInvocation(SWEPT)
  public long sweep() {
    int served = 0;
    while (served < SWEPT) {
      Place<Integer> due = queue.takeDue(now);
      if (due == null) {
        now += INTERVAL_NANOS;
      } else {
        queue.set(due, due.atNanos() + INTERVAL_NANOS);
        served++;
      }
    }
    return now;
  }
}
