package org.jvrrpd.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a master's router spend on the decision to advertise, from its timer to its next
 * deadline, and what does it leave to the collector?
 *
 * <p>The answer decides whether a master needs a path of its own beside the election, as a backup
 * has one for the advertisement that it has heard before ({@link ReceiveBenchmark}): a step is to
 * take at most 300 ns.
 *
 * <p>Run it with {@code java -jar benchmarks/target/benchmarks.jar Election -prof gc} after {@code
 * mvn package}; add {@code -jvmArgsAppend -XX:TieredStopAtLevel=1} for the compiler that the daemon
 * runs with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ElectionBenchmark {
  @Param public ProtocolVersion version = ProtocolVersion.V2;

  private VirtualRouter router = new VirtualRouter(settings(version));

  /** A router that nobody hears and that has therefore become MASTER. */
  @Setup
  public void becomeMaster() {
    router = new VirtualRouter(settings(version));
    router.on(new Input.Startup(), 0);
    router.onTimer(router.deadline().orElseThrow());
    if (!(router.state() instanceof Master)) {
      throw new IllegalStateException("no MASTER but " + router.state());
    }
  }

  /** An interval is over, exactly on time. */
  @Benchmark
  public List<Step> masterOnTimer() {
    return router.onTimer(router.deadline().orElseThrow());
  }

  private static RouterSettings settings(ProtocolVersion version) {
    return RouterSettings.of(
            "VI_MAIN", version, 51, address("192.0.2.1"), List.of(address("192.0.2.10")))
        .build();
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
