package org.jvrrpd.daemon.setup;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What setup has changed, oldest first, in a file that outlives it. Each deed is written down
 * before it is done, so that one that was interrupted can be taken back too.
 */
final class Ledger {
  /** Where it lies, on the machine that is set up. */
  static final String PATH = "/var/lib/jvrrpd/setup.json";

  private static final int FORMAT = 1;

  private final Path file;
  private final List<Deed> deeds;

  private Ledger(Path file, List<Deed> deeds) {
    this.file = file;
    this.deeds = deeds;
  }

  /**
   * Reads it; where there is none it is empty, and no file is made.
   *
   * @throws IOException if it cannot be read or is not ours
   */
  static Ledger read(Path file) throws IOException {
    List<Deed> deeds = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        Map<String, Object> read = JSON.std.mapFrom(Files.readString(file));
        if (!Objects.equals(read.get("format"), FORMAT) || !(read.get("deeds") instanceof List)) {
          throw new IOException("it is of another version");
        }
        for (Object each : (List<?>) read.get("deeds")) {
          deeds.add(deed((Map<?, ?>) each));
        }
      } catch (IOException | IllegalArgumentException | ClassCastException e) {
        throw new IOException("reading " + file + ": " + e.getMessage(), e);
      }
    }
    return new Ledger(file, deeds);
  }

  private static Deed deed(Map<?, ?> members) {
    return new Deed(
        Deed.Kind.valueOf(String.valueOf(members.get("did"))),
        String.valueOf(members.get("subject")),
        String.valueOf(members.get("detail")));
  }

  /** All deeds, oldest first. */
  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /** The deed of one kind on one subject. */
  Optional<Deed> find(Deed.Kind kind, String subject) {
    return deeds.stream()
        .filter(each -> each.kind() == kind && each.subject().equals(subject))
        .findFirst();
  }

  /** Writes a deed down, in the place of an earlier one of its kind on the same subject. */
  void add(Deed deed) throws IOException {
    Optional<Deed> before = find(deed.kind(), deed.subject());
    if (before.isPresent()) {
      deeds.set(deeds.indexOf(before.get()), deed);
    } else {
      deeds.add(deed);
    }
    save();
  }

  /** Strikes a deed out; with the last one the file goes. */
  void remove(Deed deed) throws IOException {
    deeds.remove(deed);
    if (deeds.isEmpty()) {
      Files.deleteIfExists(file);
      Whole.deleteIfEmpty(Whole.folderOf(file));
    } else {
      save();
    }
  }

  private void save() throws IOException {
    List<Map<String, String>> written =
        deeds.stream()
            .map(
                each ->
                    Map.of(
                        "did", each.kind().name(),
                        "subject", each.subject(),
                        "detail", each.detail()))
            .toList();
    Files.createDirectories(Whole.folderOf(file));
    Whole.write(
        file,
        JSON.std
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .asString(Map.of("format", FORMAT, "deeds", written)),
        0600);
  }
}
