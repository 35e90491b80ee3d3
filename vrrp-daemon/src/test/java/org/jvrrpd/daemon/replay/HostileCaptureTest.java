package org.jvrrpd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.IpAddress;

/** Whatever is in a file: a replay ends, in bounds, with a time line or with a sentence. */
@Timeout(120)
class HostileCaptureTest {
  @TempDir private Path directory;

  private String replay(byte[] bytes) throws IOException, NoSuchRoleException {
    Path file = Files.write(directory.resolve("hostile.pcap"), bytes);
    ReplayOptions options =
        new ReplayOptions(Set.of(), IpAddress.parse("192.0.2.9"), OptionalInt.of(50));
    Replay replay = Replay.of(file, options);
    StringWriter json = new StringWriter();
    replay.writeJson(json);
    assertThat(json.toString()).startsWith("{").endsWith("}\n");
    return replay.text();
  }

  @Test
  void everyTruncationSaysWhatItHas() throws Exception {
    byte[] whole = new Wire().from(0, 2, 1, 100).at(2.5, 1, 0).bytes();
    int readable = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        String said = replay(Arrays.copyOf(whole, length));
        assertThat(said).startsWith("hostile.pcap: ");
        readable++;
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(directory.resolve("hostile.pcap") + ": ");
      } catch (NoSuchRoleException e) {
        assertThat(length).as("nobody has spoken yet").isLessThan(24 + 16 + 40);
      }
    }
    assertThat(readable).isEqualTo(whole.length - (24 + 16 + 40));
    assertThat(replay(Arrays.copyOf(whole, whole.length - 1)))
        .contains("warning: the file is damaged or not finished: it ends within the frame")
        .contains("3 VRRP packets");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBytes(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = new Wire().from(0, 4, 1, 100).from(2.5, 6.5, 2, 90).at(7, 1, 0).bytes();
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      for (int j = random.nextInt(1, 5); j > 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(replay(damaged)).startsWith("hostile.pcap: ").contains("Summary");
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(directory.resolve("hostile.pcap") + ": ");
      } catch (NoSuchRoleException e) {
        assertThat(e).hasMessageContaining("no virtual router");
      }
    }
  }

  @Test
  void whatNeverEndsIsCountedAndNotKept() throws Exception {
    Wire wire = new Wire();
    for (int i = 0; i < 12_000; i++) {
      wire.at(i / 10.0, 1, 100 + i % 2);
    }
    assertThat(replay(wire.bytes()))
        .contains("and 8000 occurrences more, left out")
        .satisfies(said -> assertThat(said.lines()).hasSizeLessThan(4_100));
  }

  @Test
  void sendersAndRoutersWithoutEndAreCountedAndNotKept() throws Exception {
    Wire wire = new Wire();
    for (int host = 1; host <= 40; host++) {
      wire.at(host / 100.0, host, 100);
    }
    for (int vrid = 1; vrid <= 255; vrid++) {
      for (int host = 1; host <= 4; host++) {
        wire.vrid(vrid).at(1 + vrid / 100.0, host, 100);
      }
    }
    assertThat(replay(wire.bytes())).contains("advertisements of further senders left out");
  }

  /** A forged time stamp, or a capture that was paused for years. */
  @Test
  void aCenturyOfSilenceEndsTheStandInAndNotTheCommand() throws Exception {
    Wire wire = new Wire().from(0, 2, 1, 100).at(2_400_000_000.0, 1, 100);
    ReplayOptions options =
        new ReplayOptions(Set.of(), Optional.of(IpAddress.ofIpv4(0xc0000209)), OptionalInt.of(50));
    assertThat(Replay.of(wire.in(directory), options).text())
        .contains("ends here: the capture is silent for too long\n");
  }
}
