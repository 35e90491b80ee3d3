package org.jvrrpd.daemon.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.ScriptInspection.Objection;

/**
 * A machine with one interface, eth0, two users, {@code operator} and {@code root}, and every
 * script but those in {@code /missing} and {@code /unsafe}. It runs systemd unless its name ends in
 * {@code .container}.
 */
public record TestHost(String hostname, Set<IpAddress> addresses) implements LocalHost {
  public static TestHost of(String hostname, String... addresses) {
    Set<IpAddress> parsed = new LinkedHashSet<>();
    for (String address : List.of(addresses)) {
      parsed.add(IpAddress.parse(address).orElseThrow());
    }
    return new TestHost(hostname, parsed);
  }

  @Override
  public Optional<String> interfaceOf(IpAddress address) {
    return addresses.contains(address) ? Optional.of("eth0") : Optional.empty();
  }

  @Override
  public boolean runsSystemd() {
    return !hostname.endsWith(".container");
  }

  @Override
  public boolean knowsUser(String name) {
    return name.equals("operator") || name.equals("root");
  }

  @Override
  public Optional<String> defaultScriptUser() {
    return Optional.empty();
  }

  @Override
  public Optional<Objection> objection(CommandLine command, Optional<String> user) {
    return switch (command.program().split("/", 3)[1]) {
      case "missing" -> Optional.of(new Objection("there is no file, so it cannot run", false));
      case "unsafe" -> Optional.of(new Objection("runs as root, and everybody writes it", true));
      default -> Optional.empty();
    };
  }
}
