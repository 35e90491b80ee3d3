package org.jvrrpd.daemon.setup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param configuration the cluster's YAML; empty: where it usually lies
 * @param node which controller this node is; empty: as the daemon finds it
 * @param dryRun whether only to show what would be done
 * @param root the tree to write into; {@code /} is this machine
 * @param replaceKeepalived whether a keepalived that runs may be stopped
 * @param copy whether the daemon reads a copy in /etc/jvrrpd
 * @param packageFile a package to install; empty: what runs this is what will run
 * @param runtimeDirectory the daemon's
 */
public record SetupOptions(
    Optional<Path> configuration,
    Optional<String> node,
    boolean dryRun,
    Path root,
    boolean replaceKeepalived,
    boolean copy,
    Optional<Path> packageFile,
    Path runtimeDirectory) {

  /** The machine itself, in contrast to a tree that will be one. */
  static final Path THIS_MACHINE = Path.of("/");

  /** Makes the root absolute. */
  public SetupOptions {
    root = root.toAbsolutePath().normalize();
  }

  /** Whether files are written for a machine that is not this one: no command runs then. */
  boolean isForeign() {
    return !root.equals(THIS_MACHINE);
  }
}
