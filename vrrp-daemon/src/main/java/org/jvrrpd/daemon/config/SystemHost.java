package org.jvrrpd.daemon.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.ScriptInspection;

/** The machine as it was at one moment. */
record SystemHost(Map<IpAddress, String> interfaces, String hostname) implements LocalHost {
  /** What {@code hostname} prints (proc_sys_kernel(5)); no resolver is asked. */
  private static final Path KERNEL_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /** sd_booted(3); a bus without it is one that a container was given. */
  private static final List<Path> SIGNS_OF_SYSTEMD =
      List.of(Path.of("/run/systemd/system"), Path.of("/run/dbus/system_bus_socket"));

  SystemHost {
    interfaces = Copies.ordered(interfaces);
  }

  static SystemHost now() {
    try {
      return new SystemHost(addressesByInterface(), Files.readString(KERNEL_HOSTNAME).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("listing this machine's addresses: " + e.getMessage(), e);
    }
  }

  private static Map<IpAddress, String> addressesByInterface() throws SocketException {
    Map<IpAddress, String> found = new LinkedHashMap<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (!isLoopback(each)) {
        for (InetAddress address : each.inetAddresses().toList()) {
          found.putIfAbsent(IpAddress.of(address.getAddress()), each.getName());
        }
      }
    }
    return found;
  }

  private static boolean isLoopback(NetworkInterface each) {
    try {
      return each.isLoopback();
    } catch (SocketException _) {
      // It was listed a moment ago and is gone: it holds nothing any more.
      return true;
    }
  }

  @Override
  public boolean runsSystemd() {
    return SIGNS_OF_SYSTEMD.stream().anyMatch(Files::exists);
  }

  @Override
  public Set<IpAddress> addresses() {
    return interfaces.keySet();
  }

  @Override
  public Optional<String> interfaceOf(IpAddress address) {
    return Optional.ofNullable(interfaces.get(address));
  }

  @Override
  public boolean knowsUser(String name) {
    return ScriptInspection.knowsUser(name);
  }

  @Override
  public Optional<String> defaultScriptUser() {
    return ScriptInspection.defaultUser();
  }

  @Override
  public Optional<ScriptInspection.Objection> objection(
      CommandLine command, Optional<String> user) {
    return ScriptInspection.objection(command, user);
  }
}
