package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;

/**
 * How long a link must be in a new state before that counts.
 *
 * @param interfaceName whose
 * @param down before it counts as down
 * @param up before it counts as up
 */
public record LinkDelay(Placed<String> interfaceName, Duration down, Duration up) {}
