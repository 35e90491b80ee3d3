package org.jvrrpd.conformance.interop;

import static org.jvrrpd.conformance.interop.Cell.BACKUP;
import static org.jvrrpd.conformance.interop.Cell.MASTER;

import java.time.Duration;
import java.util.List;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Controller;

/** What must come of each cell, by the RFCs and by what the other implementations are known for. */
final class Rules {
  private static final Duration TO_SPARE = Duration.ofSeconds(1);

  private static final String BECOMES_MASTER = "Entering MASTER STATE";

  private Rules() {}

  static Expectation expected(Cell cell) {
    ClusterPlan plan = cell.masterPlan();
    Controller preferred = plan.controllers().getFirst();
    ClusterPlan others = cell.backupPlan();
    Controller other = others.controllers().getLast();
    Duration interval = plan.dialect().interval();
    Duration zero = Duration.ZERO;
    return switch (cell.event()) {
      case MASTER_FIRST ->
          new Expectation(
              List.of(MASTER),
              zero,
              plan.downInterval(preferred).plus(TO_SPARE),
              List.of(BECOMES_MASTER),
              List.of("Entering BACKUP STATE"),
              "");
      case BACKUP_FIRST ->
          new Expectation(
              List.of(MASTER),
              zero,
              plan.downInterval(preferred).plus(TO_SPARE),
              List.of(BECOMES_MASTER),
              List.of("Master received advert from 192.0.2.101 with higher priority 100, ours 60"),
              "");
      case STOP ->
          new Expectation(
              List.of(BACKUP),
              zero,
              plan.skew(other).plus(TO_SPARE),
              List.of("sent 0 priority"),
              List.of(BECOMES_MASTER),
              "");
      case KILL -> killed(cell, plan.downInterval(other));
      case CABLE ->
          new Expectation(
              List.of(MASTER),
              atLeast(cell.backup(), plan.downInterval(other)),
              plan.downInterval(other).plus(TO_SPARE),
              List.of("Entering FAULT STATE"),
              List.of(BECOMES_MASTER, "Entering BACKUP STATE"),
              "");
      case PRIORITY_CHANGE ->
          new Expectation(
              List.of(BACKUP),
              zero,
              plan.downInterval(other).plus(TO_SPARE),
              List.of("Master received advert from 192.0.2.102 with higher priority 60, ours 30"),
              List.of(BECOMES_MASTER),
              "");
      case EQUAL_PRIORITIES ->
          new Expectation(
              List.of(BACKUP),
              zero,
              interval.plus(TO_SPARE),
              List.of(
                  "Master received advert from 192.0.2.102 with same priority 100 but higher IP"),
              List.of(BECOMES_MASTER),
              "");
      case WRONG_PASSWORD -> wrongPassword(others.downInterval(other));
      case WRONG_INTERVAL -> wrongInterval(cell, others.downInterval(other));
      case DIFFERENT_VIPS -> differentVips(cell, others.downInterval(other));
    };
  }

  /** Only a lease takes the VIP away from where nobody is left to do it. */
  private static Expectation killed(Cell cell, Duration downInterval) {
    boolean leases = cell.master().kind().hasLeases();
    return new Expectation(
        leases ? List.of(BACKUP) : List.of(MASTER, BACKUP),
        atLeast(cell.backup(), downInterval),
        downInterval.plus(TO_SPARE),
        List.of(),
        List.of(BECOMES_MASTER),
        leases ? "" : cell.master() + " has no leases: the VIP stays on the dead one's host");
  }

  private static Expectation wrongPassword(Duration downInterval) {
    return apart(
        downInterval, "wrong password", "each drops what the other sends (RFC 2338 section 7.1)");
  }

  private static Expectation wrongInterval(Cell cell, Duration downInterval) {
    if (cell.speech() != Speech.V3) {
      return apart(
          downInterval,
          "advertisement interval differs",
          "each drops what the other sends (RFC 3768 section 7.1)");
    }
    return adopted(List.of("advertisement interval mismatch with 192.0.2.101"));
  }

  /**
   * jvrrpd and FRR report it or not, and follow; keepalived 2.2.7 drops what lists other addresses
   * (2.3.3 does not any more).
   */
  private static Expectation differentVips(Cell cell, Duration downInterval) {
    String words = "the virtual addresses in the advert from %s are not ours";
    if (cell.backup() != Implementation.KEEPALIVED) {
      return adopted(List.of(words.formatted("192.0.2.101")));
    }
    return new Expectation(
        List.of(MASTER, BACKUP),
        Duration.ZERO,
        downInterval.plus(TO_SPARE),
        List.of(words.formatted("192.0.2.102")),
        List.of(),
        "keepalived 2.2.7 drops what lists other addresses than its own, and holds those");
  }

  /** The other node follows the preferred one all the same. */
  private static Expectation adopted(List<String> backupSays) {
    return new Expectation(
        List.of(MASTER), Duration.ZERO, Duration.ZERO, List.of(), backupSays, "");
  }

  /** Nobody hears the other one, and jvrrpd says so on whichever side it stands. */
  private static Expectation apart(Duration downInterval, String reason, String because) {
    return new Expectation(
        List.of(MASTER, BACKUP),
        Duration.ZERO,
        downInterval.plus(TO_SPARE),
        List.of("SPLIT: " + reason + ", 192.0.2.102"),
        List.of("SPLIT: " + reason + ", 192.0.2.101"),
        because);
  }

  /** FRR reckons in hundredths of a second and cuts the rest off. */
  private static Duration atLeast(Implementation backup, Duration downInterval) {
    return backup == Implementation.FRR
        ? Duration.ofMillis(downInterval.toMillis() / 10 * 10)
        : downInterval;
  }
}
