package org.jvrrpd.daemon.kernel;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Two links joined by a cable, both up and running, in the namespace of this test run. */
public final class VethPair implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name = "ve" + NUMBER.incrementAndGet();

  /** Waits until packets can pass. */
  public VethPair() {
    Ip.run("link add " + name() + " type veth peer name " + peer());
    for (String end : new String[] {name(), peer()}) {
      // No link-local addresses, whose duplicate detection would change them seconds later.
      Ip.run("link set " + end + " addrgenmode none");
      Ip.run("link set " + end + " up");
    }
    // The kernel notices the carrier of both a moment later.
    for (String end : new String[] {name(), peer()}) {
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Ip.run("link show dev " + end).contains(" state UP "));
    }
  }

  public String name() {
    return name + "a";
  }

  public String peer() {
    return name + "b";
  }

  public Link link() {
    try {
      return KernelSnapshot.read().link(name()).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    Ip.run("link delete " + name());
  }
}
