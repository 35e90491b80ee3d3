package org.jvrrpd.daemon.config;

import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/**
 * One controller as the cluster file lists it, defaults filled in.
 *
 * @param hostname as the file spells it
 * @param address its {@code ip_address}, from which it advertises
 * @param priority 1 to 254
 * @param vipOwner the preferred holder
 * @param preempt whether it takes the VIP from a healthy holder of lower priority
 * @param services the services that are enabled for it, in file order, {@code keepalived} among
 *     them if it takes part in the election
 */
public record Controller(
    String hostname,
    IpAddress address,
    int priority,
    boolean vipOwner,
    boolean preempt,
    Set<String> services) {

  /** The service that stands for taking part in the election. */
  static final String VRRP_SERVICE = "keepalived";

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the priority is not 1 to 254
   */
  public Controller {
    if (priority < 1 || priority > 254) {
      throw new IllegalArgumentException("a controller's priority is 1 to 254");
    }
    services = Copies.ordered(services);
  }

  /** Whether it runs a VRRP daemon ({@code services.keepalived}). */
  public boolean takesPart() {
    return services.contains(VRRP_SERVICE);
  }

  /** Name and address, as messages list controllers: {@code server1 (192.0.2.1)}. */
  @Override
  public String toString() {
    return Text.shorten(hostname) + " (" + address + ")";
  }
}
