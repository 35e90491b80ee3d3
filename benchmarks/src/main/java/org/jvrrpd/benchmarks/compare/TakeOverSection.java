package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/**
 * How late a take-over is, between two daemons of one kind ({@link Scene}), in milliseconds: the
 * first take-over of the backup's life and later ones, after {@code kill -9} and after SIGTERM. And
 * how long a start takes until it listens.
 */
final class TakeOverSection implements Section {
  static final String NAME = "take-over";
  static final String FIRST_KILL = NAME + " after kill -9, the first";
  static final String LATER_KILL = NAME + " after kill -9, a later one";
  static final String FIRST_STOP = NAME + " after SIGTERM, the first";
  static final String LATER_STOP = NAME + " after SIGTERM, a later one";
  static final String LISTENING = NAME + " section: start to listening";
  static final String TIMERS = NAME + " section: this machine's own timers, late";

  private final int turns;

  TakeOverSection(int turns) {
    this.turns = turns;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.JVRRPD, Contender.KEEPALIVED);
  }

  @Override
  public int turns() {
    return turns;
  }

  @Override
  public void measure(Contender contender, int turn, Workplace workplace) throws IOException {
    Findings findings = workplace.findings();
    try (Scene scene = Scene.set(contender, contender, workplace, "a")) {
      take(scene, true, FIRST_KILL, contender, findings);
      scene.comeBack();
      take(scene, false, LATER_STOP, contender, findings);
      scene.comeBack();
      take(scene, true, LATER_KILL, contender, findings);
      scene.startsMillis().forEach(each -> findings.add(LISTENING, contender, each));
    }
    try (Scene scene = Scene.set(contender, contender, workplace, "b")) {
      take(scene, false, FIRST_STOP, contender, findings);
      scene.startsMillis().forEach(each -> findings.add(LISTENING, contender, each));
    }
  }

  private static void take(
      Scene scene, boolean killed, String figure, Contender contender, Findings findings)
      throws IOException {
    Scene.TakeOver found = scene.end(killed);
    findings.add(figure, contender, found.overheadMillis());
    findings.add(TIMERS, contender, found.timersLateMillis());
  }
}
