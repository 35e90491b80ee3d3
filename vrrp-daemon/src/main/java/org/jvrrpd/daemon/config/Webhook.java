package org.jvrrpd.daemon.config;

import java.net.URI;
import java.time.Duration;

/**
 * A server that is told of changes of state by HTTP. Its address may be a secret, and never prints.
 *
 * @param address {@code http} or {@code https}, with a host
 * @param timeout for each attempt, above zero
 * @param retries further attempts after the first one, 0 or more
 */
public record Webhook(URI address, Duration timeout, int retries) {
  /** Without the address. */
  @Override
  public String toString() {
    return "webhook (hidden), timeout " + timeout + ", " + retries + " retries";
  }
}
