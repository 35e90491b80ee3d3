package org.jvrrpd.daemon.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance in keepalived's terms, for those who read keepalived's dumps.
 *
 * @param name its name
 * @param interfaceName where it runs, as far as that is known
 * @param vrid 1 to 255
 * @param version 2 or 3
 * @param syncGroup the group that it belongs to
 * @param state MASTER, BACKUP, FAULT or INIT
 * @param lastTransition when it became that
 * @param basePriority as it is configured
 * @param effectivePriority with what checks add
 * @param masterPriority that of the master it hears; 0 where there is none
 * @param intervalCentis between advertisements of its own
 * @param accept whether it answers on its addresses
 * @param preempt whether it takes over from a lower priority
 * @param preemptDelaySeconds before it does
 * @param announcing how it announces its addresses
 * @param addresses the virtual ones, as keepalived prints them
 * @param checks what its priority depends on, by name
 * @param password whether it has one, which nothing prints
 * @param counters in the order of the JSON file, by its names
 */
public record DumpedInstance(
    String name,
    String interfaceName,
    int vrid,
    int version,
    Optional<String> syncGroup,
    String state,
    Instant lastTransition,
    int basePriority,
    int effectivePriority,
    int masterPriority,
    int intervalCentis,
    boolean accept,
    boolean preempt,
    double preemptDelaySeconds,
    Announcing announcing,
    List<Address> addresses,
    List<String> checks,
    boolean password,
    Map<Statistic, Long> counters) {

  /** Copies the collections. */
  public DumpedInstance {
    addresses = List.copyOf(addresses);
    checks = List.copyOf(checks);
    counters = Map.copyOf(counters);
  }

  /**
   * Announcements after a take-over.
   *
   * @param repeat in the first burst
   * @param delaySeconds to the second one
   * @param refreshSeconds between later ones; 0: none
   * @param refreshRepeat in each of those
   */
  public record Announcing(int repeat, long delaySeconds, long refreshSeconds, int refreshRepeat) {}

  /**
   * A virtual address.
   *
   * @param text with its prefix length
   * @param device where it goes
   * @param set whether it is there
   */
  public record Address(String text, String device, boolean set) {
    /** As keepalived prints it: a prefix that is the whole address is left out. */
    @Override
    public String toString() {
      boolean whole = text.contains(":") ? text.endsWith("/128") : text.endsWith("/32");
      String address = whole ? text.substring(0, text.indexOf('/')) : text;
      return address + " dev " + device + " scope global" + (set ? " set" : "");
    }
  }

  /** What keepalived counts, in the order and by the names of its JSON file. */
  public enum Statistic {
    ADVERT_RCVD,
    ADVERT_SENT,
    BECOME_MASTER,
    RELEASE_MASTER,
    PACKET_LEN_ERR,
    ADVERT_INTERVAL_ERR,
    IP_TTL_ERR,
    INVALID_TYPE_RCVD,
    ADDR_LIST_ERR,
    INVALID_AUTHTYPE,
    AUTHTYPE_MISMATCH,
    AUTH_FAILURE,
    PRI_ZERO_RCVD,
    PRI_ZERO_SENT
  }

  /** How often something happened. */
  long count(Statistic statistic) {
    return counters.getOrDefault(statistic, 0L);
  }
}
