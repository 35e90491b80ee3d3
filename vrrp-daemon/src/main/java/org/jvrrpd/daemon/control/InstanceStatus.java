package org.jvrrpd.daemon.control;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What one VRRP instance is doing, and why; immutable.
 *
 * @param name the instance's name, for example {@code VI_MAIN}
 * @param vrid the virtual router identifier, 1 to 255
 * @param family {@code IPv4} or {@code IPv6}
 * @param version the VRRP version it speaks, 2 or 3
 * @param checksum in version 3 over IPv4, which of its two checksums it sends, as the configuration
 *     calls it: {@code compat} or {@code rfc9568}
 * @param hmac the mode of its {@code auth_hmac}, as the configuration calls it; empty without
 * @param interfaceName the interface it speaks on, which need not exist
 * @param state {@code INIT}, {@code BACKUP}, {@code MASTER} or {@code FAULT}
 * @param since when it entered that state
 * @param reason why it did, in words
 * @param initUntil when the startup delay ends, while it is INIT because of that
 * @param basePriority the configured priority, 1 to 255
 * @param effectivePriority what it advertises or compares with, 0 to 255
 * @param priorityParts what the effective priority is made of: the base, and each check that
 *     changes it
 * @param masterAddress the primary address of the current master; this node's own where it is
 *     MASTER; empty where none is known
 * @param masterPriority the priority that master advertises, 0 to 255; 0 where it resigned
 * @param lastAdvertisementHeard when an advertisement of another router was last accepted
 * @param lastAdvertisementSent when this node last sent one
 * @param addresses the virtual addresses
 * @param counters events since the start by name: RFC 2787's names where it has one
 * @param rejections advertisements that were refused, by reason and sender
 * @param history the last changes of state, at most {@value #MAX_HISTORY}, the latest last
 * @param split two nodes that cannot agree, with the reason and the sender, while that lasts
 */
public record InstanceStatus(
    String name,
    int vrid,
    String family,
    int version,
    Optional<String> checksum,
    Optional<String> hmac,
    String interfaceName,
    String state,
    Instant since,
    String reason,
    Optional<Instant> initUntil,
    int basePriority,
    int effectivePriority,
    List<PriorityPart> priorityParts,
    Optional<String> masterAddress,
    OptionalInt masterPriority,
    Optional<Instant> lastAdvertisementHeard,
    Optional<Instant> lastAdvertisementSent,
    List<VirtualAddressStatus> addresses,
    Map<String, Long> counters,
    List<RejectionStatus> rejections,
    List<TransitionStatus> history,
    Optional<String> split) {

  /** The most changes of state that {@link #history} shows. */
  public static final int MAX_HISTORY = 16;

  private static final int MAX_OCTET = 255;

  /**
   * Copies the collections, sorts the counters by name and checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range or the history too long
   */
  public InstanceStatus {
    requireRange("vrid", vrid, 1, MAX_OCTET);
    requireRange("version", version, 2, 3);
    requireRange("base priority", basePriority, 1, MAX_OCTET);
    requireRange("effective priority", effectivePriority, 0, MAX_OCTET);
    if (masterPriority.isPresent()) {
      requireRange("master priority", masterPriority.getAsInt(), 0, MAX_OCTET);
    }
    requireRange("length of the history", history.size(), 0, MAX_HISTORY);
    priorityParts = List.copyOf(priorityParts);
    addresses = List.copyOf(addresses);
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    rejections = List.copyOf(rejections);
    history = List.copyOf(history);
  }

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
    }
  }
}
