package org.jvrrpd.daemon.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Writes what a signal asks for into the runtime directory, which is this daemon's alone: under
 * another name first and whole or not at all, so that a reader never sees half of it. Mode 0600
 * (CVE-2018-19045 was about keepalived's).
 */
public final class DumpFile {
  private DumpFile() {}

  /**
   * Writes one; blocks on the file system, one call at a time.
   *
   * @return where it is
   */
  public static Path write(Path directory, Dump dump, List<DumpedInstance> instances)
      throws IOException {
    String text =
        switch (dump) {
          case DATA -> DumpText.data(instances);
          case STATISTICS -> DumpText.statistics(instances);
          case JSON -> DumpJson.of(instances) + "\n";
        };
    Path file = directory.resolve(dump.fileName());
    Path fresh = directory.resolve(dump.fileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
