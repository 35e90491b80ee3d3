package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.router.RouterSnapshot;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * The language of scripts. Where a node is named, {@code all} names all of them.
 *
 * <pre>
 * node NAME ADDRESS [SETTING VALUE]...   a host, over IPv4 or over IPv6 with a link-local address;
 *                                        settings as for configure, and
 *                                        clock 200ppm: its clock runs too fast by so much
 * start NODE | run DURATION
 * shutdown NODE                          the daemon is told to stop
 * crash NODE | restart NODE              kill -9 | that, if it runs, and start
 * stall NODE DURATION                    SIGSTOP, later SIGCONT
 * pause NODE DURATION                    the whole machine stands still, and its clock
 * link NODE up|down                      the cable, and with it the carrier
 * own-address NODE present|missing
 * services NODE up|down                  what a check that is run now finds
 * weigh NODE NUMBER                      something changes the priority by so much
 * check NODE NAME passes|fails [times N] [every DURATION]
 *                                        results of a check that was given with the node
 * checks NODE DURATION|never             how long checks take that the election asks for
 * configure NODE SETTING VALUE...        a reload: priority, preempt, preempt-delay, interval,
 *                                        health-takeover, password, version, lease, peers, state,
 *                                        startup-delay, down-intervals, checksum, no-check NAME,
 *                                        check NAME[:weight=N][:rise=N][:fall=N][:reverse]
 * delete NODE                            somebody removes the virtual address
 * kernel NODE accepts|refuses            whether it can be installed
 * kernel NODE takes SPAN                 how long that takes
 * leases NODE late SPAN                  how late the kernel ends leases
 * timers NODE late SPAN                  how late the process is woken up
 * tasks NODE first|last                  whether completions are handled before packets are read
 * partition NODE... | NODE...            nothing passes between the two sides
 * cut NODE NODE                          nothing passes from the first to the second
 * heal                                   everything passes again
 * wire [loss N%] [duplicate N%] [delay SPAN] [seed N]
 * advertise ADDRESS SETTING VALUE...     a stranger's advertisement; also ttl N, vrid N, times N,
 *                                        every DURATION, to NODE
 * replay NODE [times N] [every DURATION] an attacker sends its last advertisement again
 * corrupt NODE BIT                       the same with one bit turned over
 * settle                                 all faults end, and what follows is judged
 * show | counters NODE
 * </pre>
 */
final class Commands {
  private final Simulation simulation;

  Commands(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Carries out one command; see {@link Simulation#perform}. */
  void perform(String command) {
    String[] words = command.strip().split("\\s+");
    List<String> rest = List.of(words).subList(1, words.length);
    try {
      if (!observes(words[0], rest) && !actsOnAll(words[0], rest)) {
        for (Node node : named(word(rest, 0))) {
          simulation.invariants().holders().onFault(node);
          actOn(node, words[0], rest.subList(1, rest.size()));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("`" + command + "`: " + e.getMessage(), e);
    }
  }

  private boolean observes(String verb, List<String> rest) {
    switch (verb) {
      case "run" -> simulation.run(Words.nanos(word(rest, 0)));
      case "settle" -> Settling.of(simulation);
      case "show" -> simulation.nodes().forEach(this::show);
      case "counters" -> named(word(rest, 0)).forEach(this::count);
      case "node" -> addNode(word(rest, 0), word(rest, 1), rest.subList(2, rest.size()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean actsOnAll(String verb, List<String> rest) {
    Wire wire = simulation.wire();
    switch (verb) {
      case "heal" -> wire.healAll();
      case "cut" -> wire.cut(simulation.node(word(rest, 0)), simulation.node(word(rest, 1)));
      case "partition" -> partition(rest);
      case "wire" -> {
        for (int i = 0; i < rest.size(); i += 2) {
          set(wire, rest.get(i), word(rest, i + 1));
        }
      }
      case "advertise" ->
          new Stranger(simulation, Words.address(word(rest, 0)), rest.subList(1, rest.size()))
              .send();
      case "replay", "corrupt" ->
          Stranger.repeat(simulation, verb, simulation.node(word(rest, 0)), rest);
      default -> {
        return false;
      }
    }
    simulation.invariants().holders().onWireFault();
    return true;
  }

  private static void set(Wire wire, String key, String value) {
    switch (key) {
      case "loss" -> wire.lose(Words.percent(value));
      case "duplicate" -> wire.duplicate(Words.percent(value));
      case "delay" -> wire.delay(Span.parse(value));
      case "seed" -> wire.seed(Words.number(value));
      default -> throw new IllegalArgumentException("the wire has no " + key);
    }
  }

  private void partition(List<String> rest) {
    int bar = rest.indexOf("|");
    if (bar < 0) {
      throw new IllegalArgumentException("a | stands between the two sides");
    }
    for (String left : rest.subList(0, bar)) {
      for (String right : rest.subList(bar + 1, rest.size())) {
        simulation.wire().cut(simulation.node(left), simulation.node(right));
        simulation.wire().cut(simulation.node(right), simulation.node(left));
      }
    }
  }

  private void actOn(Node node, String verb, List<String> rest) {
    switch (verb) {
      case "start" -> node.start(simulation.settingsOf(node));
      case "restart" -> {
        node.crash();
        node.start(simulation.settingsOf(node));
      }
      case "crash" -> node.crash();
      case "shutdown" -> tell(node, Daemon::shutdown);
      case "stall" -> node.stall(Words.nanos(word(rest, 0)), false);
      case "pause" -> node.stall(Words.nanos(word(rest, 0)), true);
      case "resume" -> node.resume();
      case "link" -> node.setLink(either(word(rest, 0), "up", "down"));
      case "own-address" -> {
        boolean missing = either(word(rest, 0), "missing", "present");
        tell(node, daemon -> daemon.setFault(Reason.ADDRESS_MISSING, missing));
      }
      case "services" -> node.setServices(either(word(rest, 0), "up", "down"));
      case "weigh" -> {
        int added = Words.number(word(rest, 0));
        tell(node, daemon -> daemon.weigh(added));
      }
      case "check" -> check(node, rest);
      case "checks" -> {
        String nanos = word(rest, 0);
        node.answerChecks(
            nanos.equals("never") ? OptionalLong.empty() : OptionalLong.of(Words.nanos(nanos)));
      }
      case "configure" -> {
        configure(node, rest);
        node.reconfigure(simulation.settingsOf(node));
      }
      case "delete" -> node.kernel().lose();
      case "kernel" -> setKernel(node, rest);
      case "leases" -> node.kernel().endLeasesLate(Span.parse(word(rest, 1)));
      case "timers" -> node.wakeLate(Span.parse(word(rest, 1)));
      case "tasks" -> node.handleTasksFirst(either(word(rest, 0), "first", "last"));
      default -> throw new IllegalArgumentException("there is no command " + verb);
    }
  }

  /** What is said to a process that is not there is not heard. */
  private static void tell(Node node, Consumer<Daemon> what) {
    Daemon daemon = node.daemon();
    if (daemon != null) {
      what.accept(daemon);
    }
  }

  /** The first result comes at once. A process that starts meanwhile gets those that follow. */
  private void check(Node node, List<String> rest) {
    String name = word(rest, 0);
    boolean passed = either(word(rest, 1), "passes", "fails");
    Repetition repetition = Repetition.of(rest.subList(2, rest.size()));
    repetition.schedule(
        simulation.schedule(),
        () -> {
          if (!simulation.isSettling()) {
            tell(node, daemon -> daemon.checked(name, passed));
          }
        });
  }

  private static void setKernel(Node node, List<String> rest) {
    if (word(rest, 0).equals("takes")) {
      node.kernel().delay(Span.parse(word(rest, 1)));
    } else {
      node.kernel().refuse(either(word(rest, 0), "refuses", "accepts"));
    }
  }

  private void addNode(String name, String address, List<String> settings) {
    NodeSpec spec = new NodeSpec(Words.address(address));
    List<String> own = new ArrayList<>(settings);
    int clock = own.indexOf("clock");
    int driftPpm = 0;
    if (clock >= 0) {
      driftPpm = Words.number(word(own, clock + 1).replace("ppm", ""));
      own.subList(clock, clock + 2).clear();
    }
    LocalClock local = new LocalClock(simulation.schedule(), 0, driftPpm);
    Node node = new Node(simulation.nodes().size(), name, spec, local, simulation);
    configure(node, own);
    simulation.add(node);
  }

  private static void configure(Node node, List<String> settings) {
    for (int i = 0; i < settings.size(); i += 2) {
      node.spec().set(settings.get(i), word(settings, i + 1));
    }
  }

  private List<Node> named(String name) {
    return name.equals("all") ? List.copyOf(simulation.nodes()) : List.of(simulation.node(name));
  }

  private static String word(List<String> words, int at) {
    if (at >= words.size()) {
      throw new IllegalArgumentException("a word is missing at the end");
    }
    return words.get(at);
  }

  private static boolean either(String word, String yes, String no) {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new IllegalArgumentException(word + " is neither " + yes + " nor " + no);
    }
    return word.equals(yes);
  }

  private void show(Node node) {
    VirtualRouter router = node.router();
    String state =
        router == null
            ? "no process"
            : "%s, priority %d".formatted(router.state().name(), router.effectivePriority());
    String holds = node.holds() ? ", holds " + node.spec().vip() : "";
    simulation.trace().say(node.name() + " is " + state + holds);
  }

  private void count(Node node) {
    VirtualRouter router = node.router();
    if (router == null) {
      return;
    }
    RouterSnapshot snapshot = router.snapshot(node.clock().now());
    Trace trace = simulation.trace();
    snapshot
        .counters()
        .forEach(
            (counter, value) -> {
              if (value > 0) {
                trace.say("%s counts %s %d".formatted(node.name(), counter, value));
              }
            });
    snapshot
        .rejections()
        .forEach(
            entry ->
                trace.say(
                    "%s refused %d from %s (%s)"
                        .formatted(
                            node.name(),
                            entry.count(),
                            String.valueOf(entry.sender()),
                            entry.reason().description())));
    snapshot
        .split()
        .ifPresent(
            split ->
                trace.say(
                    "%s SPLIT: %s, %s"
                        .formatted(node.name(), split.reason().description(), split.sender())));
  }
}
