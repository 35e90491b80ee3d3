package org.jvrrpd.core.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;

/**
 * Somebody on the segment who is none of our nodes: a router with the same VRID, or an attacker,
 * who can forge whatever he knows and send again what he has heard.
 */
final class Stranger {
  private final Simulation simulation;
  private final NodeSpec spec;
  private int vrid = NodeSpec.VRID;
  private int ttl = Envelope.HOP_LIMIT;
  private Repetition repetition = Repetition.once();
  private @Nullable Node to;

  /** A stranger at {@code source}; the words are those of the command {@code advertise}. */
  Stranger(Simulation simulation, IpAddress source, List<String> words) {
    this.simulation = simulation;
    this.spec = new NodeSpec(source);
    if (words.size() % 2 != 0) {
      throw new IllegalArgumentException("a value is missing at the end");
    }
    for (int i = 0; i < words.size(); i += 2) {
      set(words.get(i), words.get(i + 1));
    }
  }

  private void set(String key, String value) {
    switch (key) {
      case "vrid" -> vrid = Words.number(value);
      case "ttl" -> ttl = Words.number(value);
      case "times", "every" -> repetition = repetition.with(key, value);
      case "to" -> to = simulation.node(value);
      default -> spec.set(key, value);
    }
  }

  /** Sends what was asked for, the first at once. */
  void send() {
    RouterSettings settings = spec.settings(Map.of());
    Outgoing outgoing = Outgoing.of(settings, vrid, settings.priority(), ttl);
    Node only = to;
    Wire wire = simulation.wire();
    repeat(
        simulation,
        repetition,
        now -> {
          Packet packet = new Packet(outgoing.message(), outgoing.envelope(), null, now);
          if (only == null) {
            wire.send(packet);
          } else {
            wire.send(packet, only);
          }
        });
  }

  /** The commands {@code replay} and {@code corrupt}: nothing where nothing was heard lately. */
  static void repeat(Simulation simulation, String verb, Node node, List<String> words) {
    Packet heard = simulation.wire().lastFrom(node);
    if (heard == null) {
      return;
    }
    Wire wire = simulation.wire();
    if (verb.equals("corrupt")) {
      int bit = Words.number(words.get(1));
      repeat(simulation, Repetition.once(), now -> wire.send(heard.withBitFlipped(bit, now)));
      return;
    }
    repeat(
        simulation,
        Repetition.of(words.subList(1, words.size())),
        now -> wire.send(heard.replayed(now)));
  }

  private static void repeat(Simulation simulation, Repetition repetition, LongConsumer sending) {
    Schedule schedule = simulation.schedule();
    repetition.schedule(
        schedule,
        () -> {
          simulation.invariants().holders().onWireFault();
          sending.accept(schedule.now());
        });
  }
}
