package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.benchmarks.latency.ClockReading;
import org.jvrrpd.benchmarks.latency.Passage;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.kernel.Scheduling;
import org.jvrrpd.daemon.transport.Hearing;
import org.jvrrpd.daemon.transport.Receiver;
import org.jvrrpd.daemon.transport.VrrpInterface;

/**
 * A process with a MASTER that notes when each of its advertisements was due, woken for, handed to
 * the kernel and through. Event loop, timers, router, encoder and sockets are the daemon's own,
 * which is why this stands in the daemon's package; what is missing is its kernel: there are no
 * addresses and no leases. {@code bin/latency} starts it.
 */
@NullMarked
public final class MeasuredMaster implements Outlet, InstanceObserver, Receiver {
  private static final int VRID = 51;

  /** That of an owner, who is MASTER from the start. */
  private static final int PRIORITY = 255;

  private static final long CENTI_MILLIS = 10;
  private static final int PREFIX_LENGTH = 24;

  /** What the advertisements' own time does not explain of a run. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final NotedClock clock = new NotedClock(Clock.startingNow());
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private final List<Passage> passages;
  private final int count;
  private @Nullable VrrpInterface sockets;
  private @Nullable Instance master;
  private long dueNanos;
  private long wokenNanos;

  private MeasuredMaster(int count) {
    this.count = count;
    this.passages = new ArrayList<>(count);
  }

  /**
   * Remembers the last time that it has told. When {@link #guarded} is called, nothing has asked
   * for it since the event loop woke up.
   */
  private static final class NotedClock implements Clock {
    private final Clock real;
    private long lastNanos;

    NotedClock(Clock real) {
      this.real = real;
    }

    @Override
    public long nanos() {
      lastNanos = real.nanos();
      return lastNanos;
    }

    @Override
    public Instant wall(long nanos) {
      return real.wall(nanos);
    }

    @Override
    public long systemNanos(long nanos) {
      return real.systemNanos(nanos);
    }
  }

  /**
   * Sends, and writes what was noted: a line about the scheduling, then one for each advertisement.
   * Exit status 0, or 1 with a reason on stderr.
   *
   * @param words the interface, its address, the virtual address, the interval in milliseconds, the
   *     number of advertisements, the file, and {@code real-time} or {@code ordinary}
   */
  public static void main(String[] words) {
    try {
      Duration interval = Duration.ofMillis(Long.parseLong(words[3]));
      MeasuredMaster master = new MeasuredMaster(Integer.parseInt(words[4]));
      List<String> lines =
          master.run(
              words[0],
              settings(words[0], address(words[1]), address(words[2]), interval),
              words[6].equals("ordinary"));
      Files.write(Path.of(words[5]), lines);
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      System.err.println(e);
      System.exit(1);
    }
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  private static InstanceSettings settings(
      String interfaceName, IpAddress own, IpAddress virtual, Duration interval) {
    RouterSettings router =
        RouterSettings.of("VI_1", ProtocolVersion.V3, VRID, own, List.of(virtual))
            .priority(PRIORITY)
            .intervalCentis(Math.toIntExact(interval.toMillis() / CENTI_MILLIS))
            .leased(false)
            .build();
    return new InstanceSettings(
        router,
        new Attachment(AddressFamily.IPV4, Optional.of(interfaceName), Optional.empty(), false),
        List.of(new VirtualAddress(virtual, PREFIX_LENGTH)),
        Particulars.USUAL);
  }

  private List<String> run(String interfaceName, InstanceSettings settings, boolean ordinary)
      throws IOException {
    MultiThreadIoEventLoopGroup group = Daemon.eventLoopGroup();
    IoEventLoop loop = group.next();
    List<String> lines = new ArrayList<>();
    Promptness promptness = new Promptness(ordinary ? Scheduling.ORDINARY : Scheduling.USUAL, true);
    LoopCall.run(
        loop,
        () -> {
          lines.add(hurry(promptness));
          int _ = Rehearsal.run(loop, settings);
          sockets = open(loop, interfaceName, settings);
        });
    // What a daemon does once it has settled.
    promptness.settleMemory().ifPresent(System.err::println);
    LoopCall.run(loop, () -> begin(loop, settings));
    long limitNanos = settings.router().intervalNanos() * count + PATIENCE.toNanos();
    enough.orTimeout(limitNanos, TimeUnit.NANOSECONDS).join();
    passages.stream().map(Passage::line).forEach(lines::add);
    return lines;
  }

  private static String hurry(Promptness promptness) {
    promptness.hurryThisThread().ifPresent(System.err::println);
    return promptness.scheduling().isRealTime() ? "a real-time thread" : "an ordinary thread";
  }

  private VrrpInterface open(IoEventLoop loop, String interfaceName, InstanceSettings settings)
      throws IOException {
    return VrrpInterface.open(
        loop,
        interfaceName,
        Objects.requireNonNull(NetworkInterface.getByName(interfaceName), interfaceName).getIndex(),
        settings.router().source(),
        Hearing.ofLink(settings.family(), Set.of(VRID)),
        this);
  }

  private void begin(IoEventLoop loop, InstanceSettings settings) {
    Deadlines deadlines = new Deadlines(loop, clock, new Punctuality(_ -> {}));
    Instance instance = new Instance(loop, clock, deadlines, this, this, settings);
    long now = clock.nanos();
    dueNanos = now;
    wokenNanos = now;
    instance.start(now);
    master = instance;
  }

  @Override
  public void guarded(Runnable work) {
    wokenNanos = clock.lastNanos;
    if (master != null) {
      dueNanos = master.router().deadline().orElse(wokenNanos);
    }
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      enough.completeExceptionally(e);
    }
  }

  /** More than are wanted are not sent, so that all that arrive are noted here. */
  @Override
  public void send(Instance instance, ByteBuffer message, IpAddress destination, int hopLimit)
      throws IOException {
    VrrpInterface open = sockets;
    if (open == null || passages.size() == count) {
      return;
    }
    long called = clock.nanos();
    open.send(message, destination, hopLimit);
    long returned = clock.nanos();
    long calledEpoch = ClockReading.take(clock::nanos).toEpoch(called);
    passages.add(new Passage(dueNanos, wokenNanos, called, returned, calledEpoch));
    if (passages.size() == count) {
      enough.complete(null);
    }
  }

  @Override
  public void failed(Instance instance, String what) {
    enough.completeExceptionally(new IOException(what));
  }

  @Override
  public void install(
      List<HeldAddress> addresses,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {
    done.accept(Optional.empty());
  }

  @Override
  public void renew(
      List<HeldAddress> addresses,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    done.accept(Optional.empty());
  }

  @Override
  public void remove(List<HeldAddress> addresses, Consumer<Optional<SystemCallException>> done) {
    done.accept(Optional.empty());
  }

  @Override
  public void drain() {
    if (sockets != null) {
      sockets.drain(1);
    }
  }

  @Override
  public void announce(Instance instance, boolean disputed) {}

  @Override
  public void hold(Instance instance) {}

  @Override
  public void release(Instance instance) {}

  @Override
  public void silence(Instance instance) {}

  @Override
  public void stepped(Instance instance, Step step) {}

  @Override
  public void received(Instance instance, Reception reception, IpAddress source) {}

  @Override
  public void groupChanged(String group, String stateName) {}

  @Override
  public void checksWanted(Instance instance) {}

  @Override
  public boolean takeOverNears(long leftNanos) {
    return false;
  }

  @Override
  public void received(ByteBuffer message, Envelope envelope, long waitedNanos) {
    enough.completeExceptionally(new IOException(envelope.source() + " is on this cable too"));
  }

  @Override
  public void sampled(ByteBuffer message, Envelope envelope, long waitedNanos) {}

  @Override
  public void malformed(String why, @Nullable IpAddress source) {}
}
