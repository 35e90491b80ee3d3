package org.jvrrpd.daemon.config.judgement;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A machine that has what a test says. */
record KnownMachine(Set<String> interfaces, Set<String> users, Set<String> programs)
    implements Machine {
  /** eth0 and eth1, root, and the shell. */
  static final Machine USUAL =
      new KnownMachine(
          Set.of("lo", "eth0", "eth1"), Set.of("root"), Set.of("/bin/sh", "/bin/true"));

  @Override
  public boolean hasInterface(String name) {
    return interfaces.contains(name);
  }

  @Override
  public boolean hasUser(String name) {
    return users.contains(name);
  }

  @Override
  public Optional<String> complaintOfKey(Path file) {
    return Optional.of(file + " is no file; it should hold a key");
  }

  @Override
  public boolean canRun(String program) {
    return programs.contains(program);
  }
}
