package org.jvrrpd.conformance.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Controller;
import org.jvrrpd.conformance.harness.Dialect;

/**
 * One combination that is tried.
 *
 * @param master what the preferred node runs
 * @param backup what the other one runs
 * @param speech what they speak
 * @param intervalCentis hundredths of a second between advertisements
 * @param event what happens to them
 */
record Cell(
    Implementation master, Implementation backup, Speech speech, int intervalCentis, Event event) {
  /** Shorter than a busy machine's timers are exact. */
  static final int MEASURED_ONLY_CENTIS = 1;

  static final String MASTER = "server1";
  static final String BACKUP = "server2";

  private static final List<Integer> INTERVALS = List.of(100, 10, MEASURED_ONLY_CENTIS);

  /** Every combination that makes sense, in the order of the table. */
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Speech speech : Speech.values()) {
      for (int interval : INTERVALS) {
        for (Event event : Event.values()) {
          for (Implementation master : Implementation.values()) {
            for (Implementation backup : Implementation.values()) {
              Cell cell = new Cell(master, backup, speech, interval, event);
              if (cell.makesSense()) {
                cells.add(cell);
              }
            }
          }
        }
      }
    }
    return cells;
  }

  /**
   * Version 2 knows whole seconds only, FRR no passwords, and what two others do with each other is
   * not ours to say.
   */
  private boolean makesSense() {
    boolean ours = master == Implementation.JVRRPD || backup == Implementation.JVRRPD;
    boolean frr = master == Implementation.FRR || backup == Implementation.FRR;
    return ours
        && (speech == Speech.V3 || intervalCentis == 100)
        && (speech != Speech.V2_PASSWORD || !frr)
        && (event != Event.WRONG_PASSWORD || speech == Speech.V2_PASSWORD);
  }

  /** Whether what comes of it is held against the rule, and not only written down. */
  boolean isAsserted() {
    return intervalCentis != MEASURED_ONLY_CENTIS;
  }

  /** For file names: letters, digits and hyphens. */
  String name() {
    return "%s-%s-%s-%dms-%s"
        .formatted(
            master, backup, speech.shortName(), 10 * intervalCentis, event.name().replace('_', '-'))
        .toLowerCase(Locale.ROOT);
  }

  /** What the preferred node is configured with. */
  ClusterPlan masterPlan() {
    return plan(100, speech.password(), speech.dialect(intervalCentis), "192.0.2.100");
  }

  /** What the other one is configured with: the same, but for the difference that is the event. */
  ClusterPlan backupPlan() {
    boolean otherInterval = event == Event.WRONG_INTERVAL;
    Dialect dialect = speech.dialect(otherInterval ? 2 * intervalCentis : intervalCentis);
    return plan(
        100,
        event == Event.WRONG_PASSWORD ? "0ther" : speech.password(),
        dialect,
        event == Event.DIFFERENT_VIPS ? "192.0.2.150" : "192.0.2.100");
  }

  /** What the preferred node is configured with once its priority is lowered. */
  ClusterPlan loweredPlan() {
    return plan(30, speech.password(), speech.dialect(intervalCentis), "192.0.2.100");
  }

  private ClusterPlan plan(int preferred, String password, Dialect dialect, String vip) {
    int other = event == Event.EQUAL_PRIORITIES ? preferred : 60;
    List<Controller> controllers =
        List.of(
            new Controller(MASTER, "192.0.2.101", 24, preferred, true),
            new Controller(BACKUP, "192.0.2.102", 24, other, false));
    return new ClusterPlan(
        controllers,
        vip,
        24,
        List.of(),
        51,
        dialect,
        password,
        event == Event.PRIORITY_CHANGE,
        List.of());
  }

  @Override
  public String toString() {
    return "%s as master, %s as backup, %s, %d ms: %s"
        .formatted(master, backup, speech, 10 * intervalCentis, event);
  }
}
