package org.jvrrpd.daemon.control;

import java.util.OptionalInt;

/**
 * A virtual address and whether this node has it.
 *
 * @param address the address with its prefix length, for example {@code 192.0.2.10/24}
 * @param installed whether it is on the interface now, as the kernel reports it
 * @param leaseSeconds the lifetime with which it is installed and renewed; empty where leases are
 *     off or it is not installed
 */
public record VirtualAddressStatus(String address, boolean installed, OptionalInt leaseSeconds) {}
