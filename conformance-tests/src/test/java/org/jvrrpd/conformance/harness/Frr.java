package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/**
 * FRR's vrrpd of the distribution with the zebra that it needs. It adds and removes no address: an
 * administrator makes a macvlan device with the virtual MAC address and the VIP, and vrrpd takes
 * that device's carrier away while it is no master (docs.frrouting.org, VRRP). So the VIP is in
 * service where the device has a carrier. It knows no password.
 */
public record Frr() implements DaemonKind {
  private static final String USER = "frr";
  private static final String DEVICE = "vrrp4";
  private static final String PROGRAMS = "/usr/lib/frr/";

  /**
   * Both daemons as one process: zebra first, since vrrpd ends without it, and vrrpd stopped first,
   * since it asks zebra to take the carrier away.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Arguments: the folder of the files.
      common="--vty_socket $1 -z $1/zserv.api -P 0 --log stdout"
      %1$szebra -f "$1/zebra.conf" -i "$1/zebra.pid" $common & zebra=$!
      until [ -S "$1/zserv.api" ]; do kill -0 $zebra || exit 1; sleep 0.02; done
      %1$svrrpd -f "$1/vrrpd.conf" -i "$1/vrrpd.pid" $common --log-level debug & vrrpd=$!
      trap 'kill $vrrpd; wait $vrrpd; sleep 0.2; kill $zebra; wait $zebra; exit 0' TERM
      wait $vrrpd
      kill $zebra
      """
          .formatted(PROGRAMS);

  @Override
  public String name() {
    return "FRR";
  }

  @Override
  public void furnish(ClusterPlan plan, Controller self, Host host) throws IOException {
    String parent = host.interfaceName();
    host.run("ip", "link", "add", DEVICE, "link", parent, "type", "macvlan", "mode", "bridge");
    host.run("ip", "link", "set", "dev", DEVICE, "address", announcedMac(plan, host));
    host.run("ip", "addr", "add", plan.vip() + "/32", "dev", DEVICE);
    // Linux answers on any interface for any of its addresses, and asks with any of them
    // (ip-sysctl): a backup would answer for the VIP, and a master with the wrong MAC address.
    String settings = "net.ipv4.conf." + parent;
    host.run("sysctl", "-q", "-w", settings + ".arp_ignore=1", settings + ".arp_announce=2");
    host.run("ip", "link", "set", "dev", DEVICE, "up", "protodown", "on");
  }

  @Override
  public List<String> prepare(ClusterPlan plan, Controller self, Path directory)
      throws IOException {
    if (!plan.password().isEmpty()) {
      throw new IllegalArgumentException("FRR's vrrpd knows no password");
    }
    // It reads and writes there as its own user, who must be able to get there.
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    }
    UserPrincipal user =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
    Files.setOwner(directory, user);
    write(directory.resolve("zebra.conf"), "hostname " + self.name() + "\n", user);
    write(directory.resolve("vrrpd.conf"), configuration(plan, self), user);
    Files.deleteIfExists(directory.resolve("zserv.api"));
    Path script = directory.resolve("frr.sh");
    write(script, SCRIPT, user);
    return List.of("sh", script.toString(), directory.toString());
  }

  private static void write(Path file, String text, UserPrincipal owner) throws IOException {
    Files.writeString(file, text);
    Files.setOwner(file, owner);
  }

  /** Its interval is in milliseconds and must be whole hundredths of a second. */
  private static String configuration(ClusterPlan plan, Controller self) {
    int vrid = plan.vrid();
    return """
    debug vrrp autoconfigure
    debug vrrp protocol
    interface eth0
     vrrp %1$d version %2$d
     vrrp %1$d priority %3$d
     vrrp %1$d advertisement-interval %4$d
     %5$svrrp %1$d preempt
     vrrp %1$d ip %6$s
    """
        .formatted(
            vrid,
            plan.dialect().version(),
            self.priority(),
            plan.dialect().interval().toMillis(),
            plan.preempting() || self.owner() ? "" : "no ",
            plan.vip());
  }

  @Override
  public boolean hasLeases() {
    return false;
  }

  @Override
  public String readyWords() {
    return "Initialize -> Backup";
  }

  @Override
  public boolean holds(ClusterPlan plan, Host host) throws IOException {
    return host.look("ip", "-o", "link", "show", "type", "macvlan").contains("LOWER_UP");
  }

  /** RFC 9568 section 7.3. */
  @Override
  public String announcedMac(ClusterPlan plan, Host host) {
    return "00:00:5e:00:01:%02x".formatted(plan.vrid());
  }

  @Override
  public void changePriority(
      ClusterPlan plan, Controller self, Path directory, Host host, RunningProcess daemon)
      throws IOException {
    host.run(
        "vtysh",
        "--vty_socket",
        directory.toString(),
        "-d",
        "vrrpd",
        "-c",
        "configure terminal",
        "-c",
        "interface eth0",
        "-c",
        "vrrp " + plan.vrid() + " priority " + self.priority());
  }
}
