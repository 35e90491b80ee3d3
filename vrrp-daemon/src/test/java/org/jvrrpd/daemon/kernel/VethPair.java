package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Two links joined by a cable, both up, in the namespace of this test run. */
final class VethPair implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name = "ve" + NUMBER.incrementAndGet();

  VethPair() {
    Ip.run("link add " + name() + " type veth peer name " + peer());
    for (String end : new String[] {name(), peer()}) {
      // No link-local addresses, whose duplicate detection would change them seconds later.
      Ip.run("link set " + end + " addrgenmode none");
      Ip.run("link set " + end + " up");
    }
  }

  String name() {
    return name + "a";
  }

  String peer() {
    return name + "b";
  }

  Link link() {
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
