package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets the machine forward, and services bind to a VIP that is elsewhere at the moment. */
final class ForwardingStep {
  private static final String FILE = "/etc/sysctl.d/90-jvrrpd.conf";
  private static final String ON = "1";
  private static final Path PROC_SYS = Path.of("/proc/sys");
  private static final List<String> SETTINGS =
      List.of("net.ipv4.ip_forward", "net.ipv4.ip_nonlocal_bind");

  private final Workplace workplace;

  ForwardingStep(Workplace workplace) {
    this.workplace = workplace;
  }

  void run() throws IOException {
    workplace.tree().write(FILE, content(), 0644);
    if (workplace.options().isForeign()) {
      return;
    }
    for (String name : SETTINGS) {
      set(name);
    }
  }

  private void set(String name) throws IOException {
    Talk talk = workplace.talk();
    String before = value(name);
    if (before.equals(ON)) {
      talk.success(name + " is " + ON);
      return;
    }
    workplace.tree().markChanged();
    talk.info(
        (workplace.dryRun() ? "would set " : "sets ") + name + " to " + ON + ", was " + before);
    if (!workplace.dryRun()) {
      workplace.ledger().add(new Deed(Deed.Kind.SET, name, before));
      setValue(name, ON);
    }
  }

  /** The value of a kernel setting (sysctl(8)). */
  static String value(String name) throws IOException {
    return Files.readString(file(name)).strip();
  }

  static void setValue(String name, String value) throws IOException {
    Files.writeString(file(name), value);
  }

  private static Path file(String name) {
    return PROC_SYS.resolve(name.replace('.', '/'));
  }

  private static String content() {
    StringBuilder content = new StringBuilder("# Written by jvrrpd setup.\n");
    SETTINGS.forEach(name -> content.append(name).append(" = ").append(ON).append('\n'));
    return content.toString();
  }
}
