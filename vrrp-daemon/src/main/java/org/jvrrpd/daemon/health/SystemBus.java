package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusAsyncReply;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.interfaces.Properties.PropertiesChanged;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;

/** A connection to the bus on which systemd answers (org.freedesktop.systemd1(5)). Any thread. */
final class SystemBus implements AutoCloseable {
  private static final String SYSTEMD = "org.freedesktop.systemd1";
  private static final String UNIT = "org.freedesktop.systemd1.Unit";
  private static final String ACTIVE_STATE = "ActiveState";

  /** For what has no time limit of its own; the library's is 20 s. */
  private static final long REPLY_MILLIS = 3_000;

  /** For joining the bus, which is on this machine; the library's is 10 s. */
  private static final int CONNECT_MILLIS = 500;

  private final DBusConnection connection;
  private final Consumer<String> changed;
  private final Map<String, String> namesByWatchedPath = new HashMap<>();

  private SystemBus(DBusConnection connection, Consumer<String> changed) {
    this.connection = connection;
    this.changed = changed;
  }

  /** What is asked of systemd itself. */
  @DBusInterfaceName("org.freedesktop.systemd1.Manager")
  interface Manager extends DBusInterface {
    /** Without it systemd signals nothing; it ends with the connection. */
    @DBusMemberName("Subscribe")
    void subscribe();
  }

  /**
   * Joins the bus.
   *
   * @throws IOException if there is none at that address, or no systemd on it
   */
  static SystemBus connect(String address, Consumer<String> changed) throws IOException {
    MethodCall.setDefaultTimeout(REPLY_MILLIS);
    DBusConnection connection = null;
    try {
      DBusConnectionBuilder builder = DBusConnectionBuilder.forAddress(address);
      connection =
          builder.withShared(false).transportConfig().withTimeout(CONNECT_MILLIS).back().build();
      connection.getRemoteObject(SYSTEMD, "/org/freedesktop/systemd1", Manager.class).subscribe();
      return new SystemBus(connection, changed);
    } catch (DBusException | DBusExecutionException e) {
      if (connection != null) {
        connection.disconnect();
      }
      throw new IOException("the system bus at " + address + ": " + e.getMessage(), e);
    }
  }

  boolean isConnected() {
    return connection.isConnected();
  }

  /**
   * The unit's {@code ActiveState}, whose changes are told from now on.
   *
   * @return empty if there is no answer in time
   * @throws IOException if the bus or systemd is gone
   */
  Optional<String> activeState(String name, Duration timeLimit) throws IOException {
    try {
      watch(name);
      return property(UnitName.path(name), ACTIVE_STATE, timeLimit);
    } catch (DBusException | DBusExecutionException e) {
      throw new IOException("asking systemd for " + name + ": " + e.getMessage(), e);
    }
  }

  /** Signals come from the path of the unit's own name, and the name may be another one of it. */
  private synchronized void watch(String name) throws DBusException {
    if (namesByWatchedPath.containsValue(name)) {
      return;
    }
    Optional<String> id = property(UnitName.path(name), "Id", Duration.ofMillis(REPLY_MILLIS));
    if (id.isEmpty()) {
      return;
    }
    String path = UnitName.path(id.get());
    if (namesByWatchedPath.putIfAbsent(path, name) == null) {
      var _ =
          connection.<PropertiesChanged>addSigHandler(
              DBusMatchRuleBuilder.create()
                  .withType(PropertiesChanged.class)
                  .withPath(path)
                  .build(),
              signal -> signalled(name, signal));
    }
  }

  private void signalled(String name, PropertiesChanged signal) {
    boolean isState =
        signal.getPropertiesChanged().containsKey(ACTIVE_STATE)
            || signal.getPropertiesRemoved().contains(ACTIVE_STATE);
    if (isState && signal.getInterfaceName().equals(UNIT)) {
      changed.accept(name);
    }
  }

  private Optional<String> property(String path, String name, Duration timeLimit)
      throws DBusException {
    Properties unit = connection.getRemoteObject(SYSTEMD, path, Properties.class);
    DBusAsyncReply<?> reply = connection.callMethodAsync(unit, "Get", UNIT, name);
    if (reply.getCall().getReply(Math.max(1, timeLimit.toMillis())) == null) {
      return Optional.empty();
    }
    Object value = reply.getReply();
    return Optional.of(
        String.valueOf(value instanceof Variant<?> variant ? variant.getValue() : value));
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
