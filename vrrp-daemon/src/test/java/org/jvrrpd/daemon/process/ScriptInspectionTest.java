package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.process.ScriptInspection.Objection;

/** Real files with real owners; the tests run as root of their namespace. */
class ScriptInspectionTest {
  private static final Optional<String> ROOT = Optional.empty();
  private static final Optional<String> NOBODY = Optional.of("nobody");

  @TempDir Path directory;
  private Path folder;
  private Path script;

  @BeforeEach
  void makeAScriptThatIsInOrder() throws IOException {
    mode(directory, "rwxr-xr-x");
    folder = mode(Files.createDirectory(directory.resolve("folder")), "rwxr-xr-x");
    script = mode(Files.writeString(folder.resolve("script"), "#!/bin/sh\n"), "rwxr-xr-x");
  }

  @Test
  void nothingIsSaidOfOneThatIsInOrder() {
    assertThat(objection(script, ROOT)).isEmpty();
    assertThat(objection(script, NOBODY)).isEmpty();
  }

  @Test
  void whatIsMissingOrNoProgramCannotRun() throws IOException {
    Path plain = mode(Files.writeString(folder.resolve("plain"), ""), "rw-r--r--");

    assertThat(objection(folder.resolve("none"), ROOT))
        .contains(refusal("there is no file " + folder + "/none, so it cannot run"));
    assertThat(objection(folder, ROOT))
        .contains(refusal(folder + " is not a file, so it cannot run"));
    assertThat(objection(plain, ROOT))
        .contains(refusal(plain + " is not executable, so it cannot run; chmod +x " + plain));
  }

  @Test
  void theFolderOrFileThatEverybodyCanWriteIsNamedWithTheRemedy() throws IOException {
    mode(folder, "rwxrwxrwx");
    assertThat(objection(script, ROOT))
        .contains(
            remark("runs as root, but everybody can write to " + folder + "; chmod o-w " + folder));
    assertThat(objection(script, NOBODY)).isEmpty();

    mode(script, "rwxr-xrwx");
    assertThat(objection(script, ROOT))
        .contains(
            remark("runs as root, but everybody can write to " + script + "; chmod o-w " + script));
  }

  @Test
  void aGroupOrAnOwnerBesidesRootIsNamed() throws IOException {
    mode(script, "rwxrwxr-x");
    assertThat(objection(script, ROOT)).isEmpty();

    Files.setAttribute(script, "unix:gid", 65_534);
    assertThat(objection(script, ROOT))
        .get()
        .extracting(Objection::sentence)
        .asString()
        .contains("a group can write to " + script);

    Files.setAttribute(folder, "unix:uid", 65_534);
    mode(script, "rwxr-xr-x");
    assertThat(objection(script, ROOT))
        .get()
        .extracting(Objection::sentence)
        .asString()
        .contains(folder + " belongs to user 65534; chown root " + folder);
  }

  @Test
  void aSymbolicLinkIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), script);
    assertThat(objection(link, ROOT)).isEmpty();

    mode(folder, "rwxrwxrwx");
    assertThat(objection(link, ROOT))
        .get()
        .extracting(Objection::sentence)
        .asString()
        .contains("write to " + folder);
  }

  @Test
  void theFolderThatTheUserMayNotEnterIsNamed() throws IOException {
    mode(folder, "rwx------");

    assertThat(objection(script, NOBODY))
        .contains(
            refusal("nobody may not enter " + folder + ", so it cannot run; chmod o+x " + folder));
    assertThat(objection(script, ROOT)).isEmpty();
  }

  private static Optional<Objection> objection(Path script, Optional<String> user) {
    return ScriptInspection.objection(CommandLine.parse(script + " argument").orElseThrow(), user);
  }

  private static Objection refusal(String sentence) {
    return new Objection(sentence, false);
  }

  private static Objection remark(String sentence) {
    return new Objection(sentence, true);
  }

  private static Path mode(Path path, String permissions) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
