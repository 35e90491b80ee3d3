package org.jvrrpd.daemon.config;

import java.util.Optional;

/**
 * A macvlan with the virtual MAC address, made for a virtual router.
 *
 * @param name what it is called, up to 15 bytes; {@code vrrp.} and the VRID where nobody says it
 * @param macAddress instead of 00:00:5e:00:01:VRID, or 00:00:5e:00:02:VRID for IPv6
 * @param transmitFromBase whether advertisements leave from the interface below
 */
public record VirtualMacInterface(
    String name, Optional<String> macAddress, boolean transmitFromBase) {}
