package org.jvrrpd.daemon.config.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.daemon.config.Problem;

/** What a daemon makes of {@code auth_hmac}. */
class ProtectionTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  private static HmacKey key(int id, String text) {
    return HmacKey.of(id, text.getBytes(StandardCharsets.US_ASCII));
  }

  private LoadedConfiguration load(String interval, String block) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("k.conf"),
            """
            vrrp_instance A {
              interface eth0
              virtual_router_id 7
              version 3
              advert_int %s
              virtual_ipaddress { 192.0.2.1 }
              auth_hmac {
                %s
              }
            }
            """
                .formatted(interval, block));
    return ConfigurationLoader.load(file, Optional.of("main"));
  }

  private static HmacSettings settings(LoadedConfiguration loaded) {
    return loaded
        .configuration()
        .orElseThrow()
        .instances()
        .getFirst()
        .particulars()
        .hmac()
        .orElseThrow();
  }

  private Path keyFile(String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void everyWordHasItsEffect() throws IOException {
    keyFile("r--------");
    String block =
        """
        key 1 %s
        key 2 file:key
        key 3 file:%s
        active_key 2
        time_window 17
        anti_replay monotonic
        mode permissive
        """
            .formatted("x".repeat(64), directory.resolve("key"));
    assertThat(settings(load("1", block)))
        .isEqualTo(
            new HmacSettings(
                List.of(key(1, "x".repeat(64)), key(2, KEY), key(3, KEY)),
                2,
                17,
                AntiReplay.MONOTONIC,
                Mode.PERMISSIVE));
  }

  @Test
  void withoutWordsItIsEnforcedWithTheOnlyKeyAndWithinThreeIntervals() throws IOException {
    List<HmacKey> keys = List.of(key(9, KEY));
    assertThat(settings(load("1", "key 9 " + KEY)))
        .isEqualTo(new HmacSettings(keys, 9, 5, AntiReplay.TIME, Mode.ENFORCE));
    assertThat(settings(load("2.5", "key 9 " + KEY)))
        .isEqualTo(new HmacSettings(keys, 9, 8, AntiReplay.TIME, Mode.ENFORCE));
  }

  @Test
  void withAKeyThatOthersCanReadNoDaemonStarts() throws IOException {
    keyFile("rw-r-----");
    LoadedConfiguration loaded = load("1", "key 1 file:key");
    assertThat(loaded.configuration()).isEmpty();
    assertThat(loaded.problems())
        .extracting(Problem::message)
        .anyMatch(said -> said.contains("chmod 0600"));
  }

  @Test
  void withoutAKeyThatCanBeUsedNoDaemonStarts() throws IOException {
    assertThat(load("1", "key 1 short").configuration()).isEmpty();
    assertThat(load("1", "mode permissive").configuration()).isEmpty();
  }

  /** Of a file that has more to say against it than is kept, nothing is run unprotected. */
  @Test
  void whatTheJudgeHadNoRoomForIsNotRun() throws IOException {
    LoadedConfiguration loaded =
        load("1", "nonsense\n".repeat(200) + "key 1 %s\nactive_key 2".formatted(KEY));
    assertThat(loaded.configuration()).isEmpty();
  }

  @Test
  void noKeyIsShown() throws IOException {
    LoadedConfiguration loaded = load("1", "key 1 " + KEY);
    assertThat(loaded.toString()).contains("HmacKey[1, ********]").doesNotContain(KEY);
  }
}
