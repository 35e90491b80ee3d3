package org.jvrrpd.daemon.health;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** A bus of its own, dbus-daemon(1), and on it what a check asks of systemd. */
public final class FakeSystemd implements AutoCloseable {
  private static final String UNIT = "org.freedesktop.systemd1.Unit";

  private final Process daemon;
  private final String address;
  private final DBusConnection connection;
  private final Map<String, Unit> unitsByName = new ConcurrentHashMap<>();
  private final AtomicInteger subscribers = new AtomicInteger();

  private FakeSystemd(Process daemon, String address, DBusConnection connection) {
    this.daemon = daemon;
    this.address = address;
    this.connection = connection;
  }

  /** As systemd declares it. */
  @DBusInterfaceName("org.freedesktop.systemd1.Manager")
  public interface Manager extends DBusInterface {
    @DBusMemberName("Subscribe")
    void subscribe();
  }

  static FakeSystemd start(Path directory) throws Exception {
    Path socket = directory.resolve("bus");
    Path configuration =
        Files.writeString(
            directory.resolve("bus.conf"),
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <listen>unix:path=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/>
              </policy>
            </busconfig>
            """
                .formatted(socket));
    Process daemon =
        new ProcessBuilder("dbus-daemon", "--nofork", "--config-file=" + configuration)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    await("the bus").atMost(Duration.ofSeconds(10)).until(() -> Files.exists(socket));
    String address = "unix:path=" + socket;
    DBusConnection connection = DBusConnectionBuilder.forAddress(address).withShared(false).build();
    FakeSystemd systemd = new FakeSystemd(daemon, address, connection);
    connection.exportObject("/org/freedesktop/systemd1", systemd.new Root());
    connection.requestBusName("org.freedesktop.systemd1");
    return systemd;
  }

  String address() {
    return address;
  }

  int subscribers() {
    return subscribers.get();
  }

  /** Gives a unit a state, and signals it where the unit was there already. */
  void set(String name, String state) throws Exception {
    Unit unit = unitsByName.get(name);
    if (unit == null) {
      unit = new Unit(name, state);
      unitsByName.put(name, unit);
      connection.exportObject(unit.getObjectPath(), unit);
      return;
    }
    unit.state = state;
    connection.sendMessage(
        new Properties.PropertiesChanged(
            unit.getObjectPath(),
            UNIT,
            new HashMap<>(Map.of("ActiveState", new Variant<>(state))),
            List.of()));
  }

  /** Lets questions for a unit go without an answer, or not any more. */
  void hang(String name, boolean hangs) {
    Unit unit = unitsByName.get(name);
    if (unit != null) {
      unit.hangs = hangs;
    }
  }

  @Override
  public void close() {
    connection.disconnect();
    daemon.destroyForcibly().onExit().join();
  }

  /** The manager's object. */
  public final class Root implements Manager {
    @Override
    public void subscribe() {
      subscribers.incrementAndGet();
    }

    @Override
    public String getObjectPath() {
      return "/org/freedesktop/systemd1";
    }
  }

  /** A unit's object. */
  public static final class Unit implements Properties {
    private final String name;
    private volatile String state;
    private volatile boolean hangs;

    Unit(String name, String state) {
      this.name = name;
      this.state = state;
    }

    @Override
    public String getObjectPath() {
      return UnitName.path(name);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the library declares it
    public <A> A Get(String type, String property) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !hangs);
      return (A)
          switch (property) {
            case "ActiveState" -> state;
            case "Id" -> UnitName.complete(name);
            default -> throw new IllegalArgumentException(property);
          };
    }

    @Override
    public <A> void Set(String type, String property, A value) {
      throw new IllegalArgumentException(property + " is read-only");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String type) {
      return Map.of("ActiveState", new Variant<>(state));
    }
  }
}
