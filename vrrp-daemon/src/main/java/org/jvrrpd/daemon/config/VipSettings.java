package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.Optional;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * What the file says of the virtual address, defaults filled in.
 *
 * @param address empty if it was refused
 * @param interfaceName the interface that the file names
 * @param authPass the password as the file has it
 * @param advertIntervalCentis centiseconds between advertisements
 * @param addressPlace where the address stands
 */
record VipSettings(
    Optional<VirtualAddress> address,
    Optional<String> interfaceName,
    Optional<Text> authPass,
    ProtocolVersion version,
    int vrid,
    int advertIntervalCentis,
    Place advertIntervalPlace,
    Duration preemptDelay,
    boolean healthTakeover,
    boolean vipLease,
    Place addressPlace) {}
