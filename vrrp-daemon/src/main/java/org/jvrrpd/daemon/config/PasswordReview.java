package org.jvrrpd.daemon.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;

/** Warns of a password that protects little. Never says what it is. */
final class PasswordReview {
  /** From the examples that people copy, this project's included. */
  private static final Set<String> FROM_EXAMPLES =
      Set.of(
          "change_me",
          "changeme",
          "default_pass",
          "secure_password",
          "secure_password_here",
          "your_password",
          "keepalived",
          "password",
          "passw0rd",
          "secret",
          "admin",
          "vrrp",
          "test",
          "1111",
          "1234",
          "12345",
          "123456",
          "12345678");

  private final Path file;
  private final Problems problems;

  PasswordReview(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reports the password's weaknesses at its place. */
  void review(Text password) {
    int bytes = password.value().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Secret.WIRE_BYTES) {
      problems.warning(
          password.place(),
          "has "
              + bytes
              + " bytes, of which only the first "
              + Secret.WIRE_BYTES
              + " go on the wire; shorten it");
    }
    if (FROM_EXAMPLES.contains(password.value().toLowerCase(Locale.ROOT))) {
      problems.warning(password.place(), "is a password from an example; choose another");
    }
    if (password.heldByFile() && isWorldReadable()) {
      problems.warning(
          password.place(),
          "can be read by every user of this machine; chmod o-r " + file.getFileName());
    }
  }

  private boolean isWorldReadable() {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException _) {
      // The file was read a moment ago: it went away, or its file system knows no permissions.
      return false;
    }
  }
}
