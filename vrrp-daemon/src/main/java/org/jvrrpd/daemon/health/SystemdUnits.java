package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The states of systemd's units: over the system bus where there is one, from systemctl(1) where
 * not. The bus library's classes are loaded when a unit is asked for and not before. Any thread but
 * an event loop.
 */
public final class SystemdUnits implements AutoCloseable {
  /** systemctl(1), is-active: what it calls active. */
  private static final Set<String> ACTIVE = Set.of("active", "reloading", "refreshing");

  /** D-Bus specification, "System message bus". */
  private static final Path SOCKET = Path.of("/run/dbus/system_bus_socket");

  private static final String ADDRESS_VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";

  private final Optional<String> address;
  private final Consumer<String> changed;
  private @Nullable SystemBus bus;

  /**
   * Units whose changes are told.
   *
   * @param address of the bus, as the D-Bus specification writes addresses; empty: systemctl only
   * @param changed called on a thread of the bus with the name of a unit that was asked for, when
   *     its state has become another
   */
  SystemdUnits(Optional<String> address, Consumer<String> changed) {
    this.address = address;
    this.changed = changed;
  }

  /** The units of this machine. */
  public static SystemdUnits ofThisMachine(Consumer<String> changed) {
    return new SystemdUnits(address(System.getenv()), changed);
  }

  private static Optional<String> address(Map<String, String> environment) {
    String named = environment.get(ADDRESS_VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(named);
    }
    return Files.exists(SOCKET) ? Optional.of("unix:path=" + SOCKET) : Optional.empty();
  }

  /** Whether one of the units is active. */
  CheckResult areActive(List<String> names, Duration timeLimit) {
    if (address.isPresent()) {
      try {
        return overTheBus(connected(address.get()), names, timeLimit);
      } catch (IOException _) {
        // Nobody is there, or it went away: the next run tries anew.
        close();
      }
    }
    return Systemctl.areActive(names, timeLimit);
  }

  private static CheckResult overTheBus(SystemBus bus, List<String> names, Duration timeLimit)
      throws IOException {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    List<String> states = new ArrayList<>();
    for (String name : names) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return CheckResult.failed(CheckResult.TIMED_OUT);
      }
      Optional<String> state = bus.activeState(name, left);
      if (state.isEmpty()) {
        return CheckResult.failed(CheckResult.TIMED_OUT);
      }
      if (ACTIVE.contains(state.get())) {
        return CheckResult.passed(name + " is active");
      }
      states.add(state.get());
    }
    return CheckResult.failed(String.join(" or ", names) + " is " + String.join(", ", states));
  }

  private synchronized SystemBus connected(String to) throws IOException {
    SystemBus present = bus;
    if (present != null && present.isConnected()) {
      return present;
    }
    SystemBus opened = SystemBus.connect(to, changed);
    bus = opened;
    return opened;
  }

  /** Leaves the bus; whoever asks later joins it again. */
  @Override
  public synchronized void close() {
    SystemBus present = bus;
    bus = null;
    if (present != null) {
      present.close();
    }
  }
}
