package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * What the file says of the virtual address, defaults filled in.
 *
 * @param addresses in the order of advertisements; without those that were refused
 * @param interfaceName the interface that the file names
 * @param authPass the password as the file has it
 * @param advertIntervalCentis centiseconds between advertisements
 * @param checksumForm what the checksum of version 3 covers where we send it
 * @param startupDelay how long after its start the node takes no part
 * @param downIntervals how many silent intervals make a MASTER down
 */
record VipSettings(
    List<VipAddresses.Placed> addresses,
    Optional<String> interfaceName,
    Optional<Text> authPass,
    ProtocolVersion version,
    int vrid,
    int advertIntervalCentis,
    Place advertIntervalPlace,
    Duration preemptDelay,
    boolean healthTakeover,
    boolean vipLease,
    ChecksumForm checksumForm,
    Duration startupDelay,
    int downIntervals) {

  /** Copies the list. */
  VipSettings {
    addresses = List.copyOf(addresses);
  }

  /** The addresses without their places. */
  List<VirtualAddress> virtualAddresses() {
    return addresses.stream().map(VipAddresses.Placed::address).toList();
  }
}
