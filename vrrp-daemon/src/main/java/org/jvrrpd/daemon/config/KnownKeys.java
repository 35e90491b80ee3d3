package org.jvrrpd.daemon.config;

import java.util.Set;

/**
 * The keys of our sections of the cluster file. What is not among them is probably a slip, and
 * warned of. docs/configuration.md and its schema describe exactly these, which a test holds.
 */
final class KnownKeys {
  static final Set<String> VIP =
      Set.of(
          "address",
          "addresses",
          "netmask",
          "interface",
          "auth_pass",
          "auth_password",
          "vrrp_router_id",
          "virtual_router_id",
          "advert_int",
          "preempt_delay",
          "version",
          "checksum",
          "v3_checksum_as_v2",
          "startup_delay",
          "down_timer_adverts",
          "vip_lease",
          "health_takeover");

  static final Set<String> CONTROLLER =
      Set.of("hostname", "ip_address", "ip", "priority", "vip_owner", "preempt", "services");

  static final Set<String> SERVICES =
      Set.of("glusterfs", "mariadb", "redis", "slurm", "web", Controller.VRRP_SERVICE);

  static final Set<String> KEEPALIVED =
      Set.of("enabled", "health_check", "checks", "notifications", "script_user");

  static final Set<String> HEALTH_CHECK =
      Set.of("script", "ports", "interval", "timeout", "weight", "fall", "rise");

  static final Set<String> CHECK =
      Set.of(
          "name",
          "tcp",
          "http",
          "process",
          "file",
          "unit",
          "script",
          "interval",
          "timeout",
          "weight",
          "fall",
          "rise");

  static final Set<String> NOTIFICATIONS =
      Set.of("master", "backup", "fault", "stop", "notify", "timeout", "fifo", "log", "webhook");

  static final Set<String> WEBHOOK = Set.of("url", "timeout", "retries");

  private KnownKeys() {}
}
