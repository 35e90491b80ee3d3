package org.jvrrpd.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFormatTest {
  @TempDir private Path directory;

  @Test
  void recognisesTheStreamThatSystemdConnected() throws Exception {
    Path stream = Files.createFile(directory.resolve("stream"));
    Object device = Files.getAttribute(stream, "unix:dev");
    Object inode = Files.getAttribute(stream, "unix:ino");

    assertThat(connected(stream, device + ":" + inode)).isTrue();
    assertThat(connected(stream, device + ":1" + inode)).isFalse();
    assertThat(connected(stream, inode + ":" + device)).isFalse();
    assertThat(connected(stream, "")).isFalse();
    assertThat(connected(directory.resolve("closed"), device + ":" + inode)).isFalse();
    assertThat(JournalFormat.isConnectedTo(stream, Map.of())).isFalse();
  }

  @Test
  void looksAtTheRealStandardError() throws Exception {
    Map<String, Object> file = Files.readAttributes(JournalFormat.STANDARD_ERROR, "unix:dev,ino");

    assertThat(connected(JournalFormat.STANDARD_ERROR, file.get("dev") + ":" + file.get("ino")))
        .isTrue();
  }

  private static boolean connected(Path stream, String variable) {
    return JournalFormat.isConnectedTo(stream, Map.of("JOURNAL_STREAM", variable));
  }
}
