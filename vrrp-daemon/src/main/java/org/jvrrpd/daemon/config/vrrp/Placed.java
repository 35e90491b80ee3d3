package org.jvrrpd.daemon.config.vrrp;

import org.jvrrpd.daemon.config.statement.Location;

/**
 * A value, and where somebody wrote it.
 *
 * @param value what it is
 * @param at where it stands
 */
public record Placed<T>(T value, Location at) {}
