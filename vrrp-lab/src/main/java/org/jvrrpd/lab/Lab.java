package org.jvrrpd.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.lab.wire.Capture;

/**
 * Hosts on one bridge, each a network namespace of this machine, with cables that can be cut and a
 * wire that can be recorded. It needs {@code ip}, {@code kill}, {@code sysctl} and, for losses and
 * one-way cuts, {@code nft}; root, or root of a user namespace. Safe for use by several threads.
 *
 * <p>The namespaces are called {@code NAME.switch} and {@code NAME.HOST}, so labs with different
 * names live side by side.
 */
public final class Lab implements AutoCloseable {
  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final String name;
  private final Commands commands = new Commands();
  private final Switch bridge;
  private final Map<String, Host> hosts = new LinkedHashMap<>();

  /** Namespaces that this lab made, the last one first. */
  private final Deque<String> namespaces = new ArrayDeque<>();

  private final List<RunningProcess> processes = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Thread shutdownHook;

  private Lab(String name) {
    this.name = name;
    this.bridge = new Switch(name + "." + Switch.NAME, commands);
  }

  /**
   * Builds a lab. If the JVM ends before {@link #close}, the lab is closed then.
   *
   * @param name what its namespaces begin with: letters, digits, hyphens and underscores
   * @param plans the hosts, in the order in which they are built
   * @throws IOException if this process is not in namespaces of its own, a lab of this name exists,
   *     or a command fails; nothing is left behind
   * @throws IllegalArgumentException if the name is not spelled as described or two hosts have the
   *     same name
   */
  public static Lab onOneBridge(String name, List<HostPlan> plans) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a lab");
    }
    if (plans.stream().map(HostPlan::name).distinct().count() != plans.size()) {
      throw new IllegalArgumentException("two hosts of lab " + name + " have the same name");
    }
    Enclosure.require();
    Lab lab = new Lab(name);
    try {
      lab.build(plans);
      return lab;
    } catch (IOException | RuntimeException e) {
      try {
        lab.close();
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private synchronized void build(List<HostPlan> plans) throws IOException {
    Thread hook = new Thread(this::closeAtExit, "lab-" + name + "-close");
    Runtime.getRuntime().addShutdownHook(hook);
    shutdownHook = hook;
    claim(bridge.namespace());
    bridge.build();
    for (HostPlan plan : plans) {
      Host host = new Host(plan, this, bridge, commands);
      claim(host.namespace());
      hosts.put(plan.name(), host);
      host.build();
    }
  }

  /** Only what was not there before is ours to remove. */
  private void claim(String namespace) throws IOException {
    if (Files.exists(namespaceFile(namespace))) {
      throw new IOException("the network namespace " + namespace + " exists already");
    }
    namespaces.push(namespace);
  }

  /** The name that its namespaces begin with. */
  public String name() {
    return name;
  }

  /**
   * The host of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized Host host(String hostName) {
    Host host = hosts.get(hostName);
    if (host == null) {
      throw new IllegalArgumentException("lab " + name + " has no host " + hostName);
    }
    return host;
  }

  /** All hosts, in the order of their plans. */
  public synchronized List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  /**
   * Every command that changed this lab so far, one line of shell each, so that a person can do the
   * same by hand. Values of environment variables are left to that person.
   */
  public List<String> script() {
    return commands.script();
  }

  /**
   * Records every frame that passes the bridge, from now until the lab is closed. A host that is
   * isolated or unplugged is not heard here.
   *
   * @param file a classic pcap file, replaced if it exists
   * @throws IOException if the socket or the file cannot be opened
   */
  public Capture capture(Path file) throws IOException {
    return closed(Capture.start(namespaceFile(bridge.namespace()), Switch.BRIDGE, file));
  }

  /**
   * Ends what was started, by process id, and removes the namespaces. Does nothing the second time.
   *
   * @throws IOException if something could not be removed; everything else was
   */
  @Override
  public void close() throws IOException {
    List<RunningProcess> running;
    List<AutoCloseable> toClose;
    synchronized (this) {
      running = List.copyOf(processes);
      toClose = List.copyOf(open);
      processes.clear();
      open.clear();
      forgetShutdownHook();
    }
    running.parallelStream().forEach(RunningProcess::end);
    List<Exception> failures = new ArrayList<>();
    for (AutoCloseable resource : toClose) {
      attempt(resource::close, failures);
    }
    synchronized (this) {
      while (!namespaces.isEmpty()) {
        String namespace = namespaces.pop();
        attempt(() -> remove(namespace), failures);
      }
    }
    if (!failures.isEmpty()) {
      IOException failure = new IOException("closing lab " + name + " left something behind");
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  /** What still runs in a namespace of ours was started by something that we started. */
  private void remove(String namespace) throws IOException {
    if (!Files.exists(namespaceFile(namespace))) {
      return;
    }
    for (String pid : commands.query(List.of("ip", "netns", "pids", namespace)).split("\\s+", -1)) {
      if (!pid.isEmpty()) {
        commands.attempt(List.of("kill", "-KILL", pid));
      }
    }
    commands.run(List.of("ip", "netns", "del", namespace));
  }

  private void forgetShutdownHook() {
    Thread hook = shutdownHook;
    shutdownHook = null;
    if (hook == null || Thread.currentThread() == hook) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending: the hook runs or has run, and close does nothing twice.
    }
  }

  private void closeAtExit() {
    try {
      close();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  Path namespaceFile(String namespace) {
    return NAMESPACES.resolve(namespace);
  }

  /** Remembers a process that has to be ended with this lab. */
  synchronized RunningProcess ended(RunningProcess process) {
    processes.add(process);
    return process;
  }

  /** Remembers something that has to be closed with this lab. */
  synchronized <T extends AutoCloseable> T closed(T resource) {
    open.add(resource);
    return resource;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void attempt(Step step, List<Exception> failures) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e);
    } catch (Exception e) {
      failures.add(e);
    }
  }
}
