package org.jvrrpd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.core.packet.IpAddress;

/** What is said of captures that are made up for it. */
class ReplayTest {
  @TempDir private Path directory;

  private Replay replay(Wire wire) throws IOException {
    try {
      return Replay.of(
          wire.in(directory), new ReplayOptions(Set.of(), Optional.empty(), OptionalInt.empty()));
    } catch (NoSuchRoleException e) {
      throw new AssertionError(e);
    }
  }

  private String as(Wire wire, String address, int priority)
      throws IOException, NoSuchRoleException {
    OptionalInt wanted = priority == 0 ? OptionalInt.empty() : OptionalInt.of(priority);
    ReplayOptions options = new ReplayOptions(Set.of(), IpAddress.parse(address), wanted);
    return Replay.of(wire.in(directory), options).text();
  }

  private String text(Wire wire) throws IOException {
    return replay(wire).text();
  }

  private static String json(Replay replay) throws IOException {
    StringWriter out = new StringWriter();
    replay.writeJson(out);
    return out.toString();
  }

  @Test
  void aResignationAndWhoFollows() throws IOException {
    assertThat(text(new Wire().from(0, 3, 1, 100).at(3.5, 1, 0).from(4.1, 6.1, 2, 90)))
        .contains(
            "0.000  192.0.2.1 is MASTER, priority 100: the first that is heard\n",
            "3.500  192.0.2.1 resigns\n",
            "4.100  192.0.2.2 is MASTER, priority 90: 192.0.2.1 resigned 0.600 s before\n",
            "192.0.2.2 is MASTER in the end; 1 change of MASTER, 0 gaps, 0 split brains\n");
  }

  @Test
  void aMasterThatFallsSilent() throws IOException {
    assertThat(text(new Wire().from(0, 3, 1, 100).from(6.65, 8.65, 2, 90)))
        .contains("6.650  192.0.2.2 is MASTER, priority 90: 192.0.2.1 was silent for 3.650 s\n")
        .contains("0 gaps");
  }

  @Test
  void aMasterThatComesBackAfterMoreThanADownInterval() throws IOException {
    assertThat(text(new Wire().from(0, 3, 1, 100).from(6.7, 8.7, 1, 100)))
        .contains(
            "3.000  192.0.2.1 is silent for 3.700 s, longer than a down interval (3.609 s), and"
                + " goes on\n",
            "0 changes of MASTER, 1 gap (longest 3.700 s)");
    assertThat(text(new Wire().from(0, 3, 1, 100).from(6.5, 8.5, 1, 100)))
        .as("missed advertisements that nobody would have noticed")
        .contains("0 gaps")
        .doesNotContain("silent");
  }

  @Test
  void nobodyTakesOverInTime() throws IOException {
    assertThat(text(new Wire().from(0, 3, 1, 100).from(12, 14, 2, 90)))
        .contains(
            "3.000  nobody is MASTER for 9.000 s; 192.0.2.2 should have waited 3.648 s\n",
            "1 gap (longest 9.000 s)");
  }

  @Test
  void aMasterThatIsSilentAtTheEnd() throws IOException {
    Wire wire = new Wire().from(0, 3, 1, 100).vrid(52).from(3.5, 9.5, 2, 90);
    assertThat(text(wire))
        .contains("9.500  192.0.2.1 has been silent for 6.500 s when the capture ends\n")
        .contains("VRID 51, IPv4: nobody is MASTER in the end");
  }

  @Test
  void whoIsBetterPreempts() throws IOException {
    assertThat(text(new Wire().from(0, 3, 1, 90).from(3.2, 6.2, 2, 100)))
        .contains(
            "3.200  192.0.2.2 is MASTER, priority 100: pre-empts 192.0.2.1, which has"
                + " priority 90\n");
    assertThat(text(new Wire().from(0, 3, 1, 90).from(3.2, 6.2, 2, 90)))
        .contains("the same priority and a lower address");
  }

  /** Its advertisement crosses the better one's, and a jvrrpd that yields says a last word. */
  @Test
  void aLoserThatGivesWayAtOnceIsNoSplitBrain() throws IOException {
    Wire wire = new Wire().from(0, 3, 1, 90).at(3.2, 2, 100).at(3.201, 1, 90).at(3.202, 1, 90);
    assertThat(text(wire.from(4.2, 9.2, 2, 100)))
        .contains("0 split brains")
        .doesNotContain("SPLIT");
  }

  @Test
  void aWeakerOneThatSpeaksUpOnce() throws IOException {
    Wire wire = new Wire().from(0, 3, 1, 100).at(3.5, 2, 90).from(4, 9, 1, 100);
    assertThat(text(wire))
        .contains("3.500  192.0.2.2, priority 90, speaks beside the MASTER and falls silent\n")
        .contains("0 changes of MASTER, 0 gaps, 0 split brains");
  }

  @Test
  void twoMastersWithDifferentPasswordsOfWhichNoneIsShown() throws IOException {
    Wire wire = new Wire();
    for (int second = 0; second < 10; second++) {
      wire.password("s3cr3t").at(second, 1, 100);
      if (second >= 3 && second < 9) {
        wire.password("an0ther").at(second + 0.5, 2, second < 8 ? 90 : 0);
      }
    }
    Replay replay = replay(wire);
    assertThat(replay.text())
        .contains(
            "3.500  192.0.2.2 sends another password than 192.0.2.1\n",
            "3.500  SPLIT BRAIN: 192.0.2.1 (priority 100) and 192.0.2.2 (priority 90) are MASTER"
                + " at the same time; their passwords differ\n",
            "8.500  the split brain ends after 5.000 s: 192.0.2.2 resigns\n",
            "1 split brain (together 5.000 s)");
    for (String said : new String[] {replay.text(), json(replay)}) {
      assertThat(said).doesNotContain("s3cr3t", "an0ther");
    }
  }

  /** As keepalived does it: whoever refuses puts its own advertisement off, and resigns at last. */
  @Test
  void aMasterThatIsSilentUntilItResigns() throws IOException {
    Wire wire = new Wire().password("s3cr3t").from(0, 3, 1, 100);
    wire.password("an0ther").at(3.5, 2, 90).password("s3cr3t").from(4, 8, 1, 100);
    wire.password("an0ther").at(8.5, 2, 0).password("s3cr3t").from(9, 12, 1, 100);
    assertThat(text(wire))
        .contains(
            "8.500  SPLIT BRAIN: as only a MASTER resigns, 192.0.2.2 was MASTER beside 192.0.2.1"
                + " for 5.000 s, though silent; their passwords differ\n",
            "0 changes of MASTER, 0 gaps, 1 split brain (together 5.000 s)");
  }

  @Test
  void whoHasGivenWayIsNoSuccessorBeforeItSpeaks() throws IOException {
    Wire wire = new Wire().from(0, 3, 1, 90).from(3.2, 4.2, 2, 100).at(4.5, 2, 0);
    assertThat(text(wire.from(5.2, 7.2, 1, 90)))
        .contains("5.200  192.0.2.1 is MASTER, priority 90: 192.0.2.2 resigned 0.700 s before\n");
  }

  @Test
  void aSplitBrainWithoutAReasonInThePacketsAndWithoutAnEnd() throws IOException {
    Wire wire = new Wire();
    for (int second = 0; second < 10; second++) {
      wire.at(second, 1, 100).at(second + 0.5, 2, 90);
    }
    assertThat(text(wire))
        .contains("they do not seem to hear each other\n")
        .contains("9.500  the split brain has lasted 9.000 s when the capture ends\n");
  }

  @Test
  void settingsThatDifferAreToldOnceAndThoseThatChangeToo() throws IOException {
    Wire wire = new Wire().from(0, 2, 1, 100).at(2.5, 1, 0);
    wire.interval(200).vip("192.0.2.200").from(3, 9, 2, 90).at(9.5, 2, 80);
    wire.interval(100).at(10, 2, 80);
    String said = text(wire);
    assertThat(said)
        .containsOnlyOnce("192.0.2.2 sends another interval (2 s, not 1 s) than 192.0.2.1\n")
        .containsOnlyOnce("other addresses (192.0.2.200, not 192.0.2.100) than 192.0.2.1\n")
        .containsOnlyOnce("9.500  192.0.2.2 changes its priority from 90 to 80\n")
        .containsOnlyOnce("10.000  192.0.2.2 changes its interval from 2 s to 1 s\n");
  }

  @Test
  void whatEverybodyRejectsIsCountedBySenderAndReasonAndMakesNoMaster() throws IOException {
    Wire wire = new Wire().from(0, 1, 1, 100);
    byte[] damaged = wire.packet(7, 200);
    damaged[22] ^= 1;
    wire.raw(1.5, damaged).at(2, 1, 100).raw(2.5, damaged).ttl(254).at(2.7, 8, 255);
    assertThat(text(wire))
        .contains("rejected: 2 from 192.0.2.7: wrong checksum (last at 2.500)\n")
        .contains("rejected: 1 from 192.0.2.8: TTL or hop limit is not 255 (last at 2.700)\n")
        .contains("0 changes of MASTER");
  }

  @Test
  void aSilentBackupTakesOverAfterItsOwnSkewTime() throws Exception {
    Wire wire = new Wire().from(0, 3, 1, 100).at(3.5, 1, 0).from(4.2, 8.2, 2, 80);
    assertThat(as(wire, "192.0.2.3", 90))
        .contains(
            "a jvrrpd in the place of 192.0.2.3, priority 90\n",
            "0.000  INIT -> BACKUP: startup\n",
            "4.148  BACKUP -> MASTER: master resigned; would advertise priority 90, install the"
                + " addresses, announce them\n",
            "in the end MASTER, after");
  }

  @Test
  void inTheSplitEachRefusesTheOther() throws Exception {
    Wire wire = new Wire();
    for (int second = 0; second < 10; second++) {
      wire.password("s3cr3t").at(second, 1, 100).password("an0ther").at(second + 0.5, 2, 90);
    }
    assertThat(as(wire, "192.0.2.2", 0))
        .contains("0.000  refuses 192.0.2.1: wrong password\n")
        .contains("3.648  BACKUP -> MASTER: master down")
        .doesNotContain("an0ther", "s3cr3t");
  }

  @Test
  void whoStandsNowhereIsTold() {
    Wire wire = new Wire().from(0, 3, 1, 100);
    assertThatThrownBy(() -> as(wire, "192.0.2.3", 0)).hasMessageContaining("--priority");
    assertThatThrownBy(() -> as(wire, "fe80::3", 90)).hasMessageContaining("no virtual router");
  }

  @Test
  void otherVridsAreForeignWhereOneIsNamed() throws Exception {
    Wire wire = new Wire().from(0, 3, 1, 100).vrid(52).from(0.5, 3.5, 2, 90);
    ReplayOptions options = new ReplayOptions(Set.of(51), Optional.empty(), OptionalInt.empty());
    assertThat(Replay.of(wire.in(directory), options).text())
        .contains("VRID 52, IPv4 is foreign: 192.0.2.2, 4 advertisements\n")
        .doesNotContain("192.0.2.2 is MASTER");
  }

  @Test
  void programsReadTheSame() throws IOException {
    assertThat(json(replay(new Wire().from(0, 3, 1, 100).at(3.5, 1, 0))))
        .startsWith("{\"format\":1,")
        .contains(
            "\"vrid\":51,\"family\":\"IPv4\",\"vlan\":null",
            "\"kind\":\"resigned\",\"speaker\":\"192.0.2.1\",\"text\":\"192.0.2.1 resigns\"",
            "\"master\":null",
            "\"warnings\":[]");
  }
}
