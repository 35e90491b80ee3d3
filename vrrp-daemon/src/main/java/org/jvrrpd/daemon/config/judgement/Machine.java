package org.jvrrpd.daemon.config.judgement;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jvrrpd.daemon.config.KeyMaterial;
import org.jvrrpd.daemon.config.UnusableKeyException;

/** What a configuration refers to outside of itself. */
public interface Machine {
  /** Whether there is an interface of this name. */
  boolean hasInterface(String name);

  /** Whether there is a user of this name or number. */
  boolean hasUser(String name);

  /** Whether there is a program that can be run at this place. */
  boolean canRun(String program);

  /** Why a file is of no use as a key of {@code auth_hmac}; empty: it is. */
  Optional<String> complaintOfKey(Path file);

  /** This machine. */
  static Machine ofThisProcess() {
    return new Machine() {
      @Override
      public boolean hasInterface(String name) {
        try {
          return NetworkInterface.getByName(name) != null;
        } catch (SocketException _) {
          return false;
        }
      }

      @Override
      public boolean hasUser(String name) {
        try {
          FileSystems.getDefault()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(name)
              .getName();
          return true;
        } catch (IOException _) {
          return false;
        }
      }

      @Override
      public boolean canRun(String program) {
        try {
          Path path = Path.of(program);
          return Files.isRegularFile(path) && Files.isExecutable(path);
        } catch (InvalidPathException _) {
          return false;
        }
      }

      @Override
      public Optional<String> complaintOfKey(Path file) {
        try {
          var _ = KeyMaterial.read(0, file);
          return Optional.empty();
        } catch (UnusableKeyException e) {
          return Optional.of(e.getMessage());
        }
      }
    };
  }
}
