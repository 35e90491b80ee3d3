package org.jvrrpd.conformance.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where captures are: those of this project, and other people's beside the checkout. */
final class Captures {
  /** Made by {@link RecordCaptures} and {@code bin/interop}; its README says how. */
  static final Path COMMITTED = Path.of("src", "test", "resources", "captures");

  /** Other people's, each with what tshark says of it; not part of a checkout. */
  private static final Path SHARED = Path.of("..", "..", "shared", "data", "pcap");

  private Captures() {}

  static List<Path> committed() throws IOException {
    return in(COMMITTED);
  }

  /** Empty, with a line on stdout, where there are none. */
  static List<Path> shared() throws IOException {
    if (Files.isDirectory(SHARED)) {
      return in(SHARED);
    }
    System.out.println(
        "There is no " + SHARED + ": other people's captures are not read, only our own.");
    return List.of();
  }

  static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>(committed());
    all.addAll(shared());
    return all;
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng)")).sorted().toList();
    }
  }
}
