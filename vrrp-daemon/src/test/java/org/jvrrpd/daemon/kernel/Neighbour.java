package org.jvrrpd.daemon.kernel;

import java.util.ArrayList;
import java.util.List;

/** The other end of a cable in a namespace of its own; this end gets the VIPs. */
public final class Neighbour implements AutoCloseable {
  private static final String NAMESPACE = "neighbour";

  private final VethPair veth;

  /** Puts it there. */
  public Neighbour(VethPair veth) {
    this.veth = veth;
    Ip.run("netns add " + NAMESPACE);
    Ip.run("link set " + veth.peer() + " netns " + NAMESPACE);
    Ip.run("-n " + NAMESPACE + " link set " + veth.peer() + " up");
    Ip.run("-n " + NAMESPACE + " addr add 192.0.2.2/24 dev " + veth.peer());
    Ip.run("-n " + NAMESPACE + " addr add 2001:db8::2/64 nodad dev " + veth.peer());
    for (String own : List.of("192.0.2.1/24", "192.0.2.10/24")) {
      Ip.run("addr add " + own + " dev " + veth.name());
    }
    for (String own : List.of("2001:db8::1/64", "2001:db8::10/64")) {
      Ip.run("addr add " + own + " nodad dev " + veth.name());
    }
  }

  /** Whether a ping is answered; patient, so that a busy machine is no answer. */
  public boolean reaches(String address) {
    return ping("-c 1 -w 10 " + address);
  }

  /** Whether none of three pings is answered within a second. */
  public boolean isRefusedBy(String address) {
    return !ping("-c 3 -i 0.2 -w 1 " + address);
  }

  private static boolean ping(String arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", NAMESPACE));
    command.addAll(List.of("sh", "-c", "ping " + arguments + " >&2 && echo yes || echo no"));
    return Ip.output(command, "").endsWith("yes\n");
  }

  /** The neighbours whose Ethernet address it knows. */
  public String findsItsNeighbours() {
    return Ip.run("-n " + NAMESPACE + " neigh show");
  }

  /** Gives the end back: it would go with the namespace, and the other one at some later time. */
  @Override
  public void close() {
    long self = ProcessHandle.current().pid();
    Ip.run("-n " + NAMESPACE + " link set " + veth.peer() + " netns " + self);
    Ip.run("netns del " + NAMESPACE);
  }
}
