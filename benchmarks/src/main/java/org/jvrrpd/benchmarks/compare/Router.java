package org.jvrrpd.benchmarks.compare;

import java.time.Duration;

/**
 * A virtual router of a measured daemon, with one virtual address from RFC 5737's ranges.
 *
 * @param name the instance's name
 * @param interfaceName where it lives
 * @param vrid 1 to 255
 * @param priority 1 to 254
 * @param version 2, which has a password here, or 3
 * @param interval between two advertisements; whole seconds in version 2, else centiseconds
 * @param vip the virtual address with its prefix length
 */
record Router(
    String name,
    String interfaceName,
    int vrid,
    int priority,
    int version,
    Duration interval,
    String vip) {
  private static final String PASSWORD = "measured";

  /** A router of version 3 with one advertisement a second. */
  static Router numbered(String interfaceName, int vrid) {
    return new Router(
        interfaceName + "_" + vrid,
        interfaceName,
        vrid,
        100,
        3,
        Duration.ofSeconds(1),
        "203.0.113." + vrid + "/32");
  }

  /** Its block of a keepalived.conf. */
  String words() {
    String authentication =
        version == 2
            ? "  authentication {\n    auth_type PASS\n    auth_pass %s\n  }\n".formatted(PASSWORD)
            : "";
    return """
    vrrp_instance %s {
      state BACKUP
      interface %s
      virtual_router_id %d
      priority %d
      advert_int %s
      version %d
    %s  virtual_ipaddress {
        %s
      }
    }
    """
        .formatted(
            name,
            interfaceName,
            vrid,
            priority,
            "%d.%02d".formatted(interval.toSeconds(), interval.toMillisPart() / 10),
            version,
            authentication,
            vip);
  }

  /**
   * How long it waits after a resignation (Skew_Time: RFC 3768 section 6.1, RFC 9568 section 6.1).
   */
  Duration skew() {
    Duration unit = version == 2 ? Duration.ofSeconds(1) : interval;
    return unit.multipliedBy(256 - priority).dividedBy(256);
  }

  /** How long it hears nothing before it takes over (Master_Down_Interval). */
  Duration downInterval() {
    return interval.multipliedBy(3).plus(skew());
  }
}
