package org.jvrrpd.benchmarks.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A daemon that is measured, started as its users start it, from equal configurations. */
enum Contender {
  /** {@code bin/jvrrpd run} of this checkout. */
  JVRRPD("jvrrpd") {
    @Override
    List<String> prepare(Controller self, Path launcher, Path directory) throws IOException {
      Path file = directory.resolve("cluster.yaml");
      Files.writeString(file, yaml());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return List.of(
          launcher.toString(),
          "run",
          "--config",
          file.toString(),
          "--node",
          self.name(),
          "--runtime-dir",
          directory.resolve("run").toString());
    }
  },

  /** The distribution's keepalived, its VRRP half alone. */
  KEEPALIVED("keepalived") {
    @Override
    List<String> prepare(Controller self, Path launcher, Path directory) throws IOException {
      Path file = directory.resolve("keepalived.conf");
      Files.writeString(file, keepalivedConf(self));
      return List.of(
          "keepalived",
          "-n",
          "-l",
          "-D",
          "-P",
          "-f",
          file.toString(),
          "-p",
          directory.resolve("keepalived.pid").toString(),
          "-r",
          directory.resolve("vrrp.pid").toString());
    }
  };

  private static final String PASSWORD = "measured";

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  /** Its name for tables and file names. */
  String label() {
    return label;
  }

  /**
   * Writes one controller's configuration and says how the daemon is started with it, in the
   * foreground, logging to stdout or stderr.
   *
   * @param launcher this checkout's {@code bin/jvrrpd}
   * @param directory this controller's own, with a path short enough for a socket's
   */
  abstract List<String> prepare(Controller self, Path launcher, Path directory) throws IOException;

  private static String yaml() {
    StringBuilder text =
        new StringBuilder(
            """
            network:
              vip:
                address: %s
                netmask: %d
                interface: eth0
                vrrp_router_id: %d
                advert_int: %d
                auth_pass: %s
            nodes:
              controllers:
            """
                .formatted(
                    Controller.VIP,
                    Controller.PREFIX_LENGTH,
                    Controller.VRID,
                    Controller.INTERVAL_SECONDS,
                    PASSWORD));
    for (Controller each : Controller.ALL) {
      text.append(
          """
              - hostname: %s
                ip_address: %s
                priority: %d
                services: {keepalived: true}
          """
              .formatted(each.name(), each.address(), each.priority()));
    }
    // Without the log: it would be the machine's own.
    return text.append("high_availability:\n  keepalived:\n    enabled: true\n")
        .append("    notifications: {log: off}\n")
        .toString();
  }

  private static String keepalivedConf(Controller self) {
    return """
    global_defs {
      router_id %s
    }
    vrrp_instance VI_MAIN {
      state BACKUP
      interface eth0
      virtual_router_id %d
      priority %d
      advert_int %d
      nopreempt
      authentication {
        auth_type PASS
        auth_pass %s
      }
      virtual_ipaddress {
        %s/%d dev eth0
      }
    }
    """
        .formatted(
            self.name(),
            Controller.VRID,
            self.priority(),
            Controller.INTERVAL_SECONDS,
            PASSWORD,
            Controller.VIP,
            Controller.PREFIX_LENGTH);
  }
}
