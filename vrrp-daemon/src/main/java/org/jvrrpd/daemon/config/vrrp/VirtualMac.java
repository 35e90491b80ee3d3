package org.jvrrpd.daemon.config.vrrp;

import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A macvlan with the virtual MAC address, made for an instance.
 *
 * @param name what it is called; empty: {@code vrrp.} and the VRID
 * @param macAddress instead of the virtual one
 * @param transmitFromBase whether advertisements leave from the interface below
 * @param forOtherInterfaces whether addresses on other interfaces get one too
 * @param at where it is asked for
 */
public record VirtualMac(
    Optional<String> name,
    Optional<String> macAddress,
    boolean transmitFromBase,
    boolean forOtherInterfaces,
    Location at) {}
