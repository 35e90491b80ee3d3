package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.lab.wire.Advertisement;

class SectionsTest {
  @TempDir private Path directory;

  private static Advertisement at(long nanos) {
    return new Advertisement(
        nanos,
        "02:00:00:00:00:01",
        "192.0.2.101",
        "224.0.0.18",
        255,
        0,
        3,
        51,
        100,
        ByteBuffer.allocate(8));
  }

  @Test
  void anIntervalsErrorHasNoSignAndIsTakenWithinTheSpanOnly() {
    List<Advertisement> seen =
        LongStream.of(5_000_000, 10_000_000, 20_250_000, 29_750_000, 40_000_000)
            .mapToObj(SectionsTest::at)
            .toList();
    assertThat(IntervalSection.errors(seen, Duration.ofMillis(10), 10_000_000, 39_000_000))
        .containsExactly(0.25, 0.5);
  }

  @Test
  void boundsAreTheProtocols() {
    Router two = new Router("VI_1", "eth0", 51, 90, 2, Duration.ofSeconds(1), "192.0.2.100/24");
    assertThat(two.skew()).isEqualTo(Duration.ofNanos(648_437_500));
    assertThat(two.downInterval()).isEqualTo(Duration.ofNanos(3_648_437_500L));
    Router three = new Router("VI_1", "eth0", 51, 100, 3, Duration.ofMillis(10), "192.0.2.100/24");
    assertThat(three.skew()).isEqualTo(Duration.ofNanos(6_093_750));
    assertThat(three.words()).contains("advert_int 0.01").doesNotContain("auth_pass");
  }

  @Test
  void allContendersReadTheSameButForWhatTellsThemApart() throws Exception {
    List<Router> routers = List.of(Router.numbered("eth0", 1), Router.numbered("eth0", 2));
    Path launcher = Path.of("bin/jvrrpd");
    List<String> ours = Contender.JVRRPD.prepare(routers, launcher, directory.resolve("a"));
    List<String> theirs = Contender.KEEPALIVED.prepare(routers, launcher, directory.resolve("b"));
    assertThat(directory.resolve("a/keepalived.conf"))
        .hasSameTextualContentAs(directory.resolve("b/keepalived.conf"));
    assertThat(ours).contains("run").doesNotContain("--vip-lease");
    assertThat(theirs.getFirst()).isEqualTo("keepalived");
    assertThat(Contender.JVRRPD_WITHOUT_LEASES.prepare(routers, launcher, directory.resolve("c")))
        .containsSequence("--vip-lease", "off");
  }

  @Test
  void eachSectionsFiguresBeginWithItsNameAndNoOthers() {
    List<String> names = Compare.sections(Options.parse()).stream().map(Section::name).toList();
    assertThat(names).doesNotHaveDuplicates().contains("interval", "take-over", "scale-1000");
    assertThat(TakeOverSection.FIRST_KILL).startsWith("take-over ");
    assertThat(IntervalSection.figure(Duration.ofMillis(10), true)).startsWith("interval ");
    assertThat(ScaleSection.cost(250)).startsWith("scale-250 ");
  }

  @Test
  void optionsAreUnderstood() {
    Options options =
        Options.parse("--runs", "3", "--quick", "--only", "interval,scale-1", "--page", "p.md");
    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.quick()).isTrue();
    assertThat(options.sections()).containsExactly("interval", "scale-1");
    assertThat(options.page()).isEqualTo(Path.of("p.md"));
    assertThat(options.command()).isEqualTo("bin/compare --quick --runs 3 --only interval,scale-1");
    assertThat(Options.parse().command()).isEqualTo("bin/compare");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runs", "--runs 0", "--runs x", "--runs 1001", "--fast", "--only"})
  void otherOptionsAreRefusedInWords(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(line.split(" ", -1)));
  }

  @Test
  void theUsageNamesEverySectionAndNoOtherIsTaken() {
    for (Section section : Compare.sections(Options.parse())) {
      assertThat(Options.USAGE).contains(section.name());
      assertThat(section.contenders()).contains(Contender.JVRRPD, Contender.KEEPALIVED);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compare.requireKnown(Options.parse("--only", "cold,scale-2")))
        .withMessageContaining("there is no section scale-2, but interval, take-over");
  }

  @Test
  void onlyOneContenderLosesItsRightToLockMemory() throws Exception {
    List<Router> routers = List.of(Router.numbered("eth0", 1));
    Path launcher = Path.of("/opt/jvrrpd");
    assertThat(Contender.JVRRPD_UNLOCKED.prepare(routers, launcher, directory))
        .startsWith("setpriv", "--bounding-set=-ipc_lock", "prlimit")
        .containsSequence("/opt/jvrrpd", "run");
    assertThat(Contender.JVRRPD.prepare(routers, launcher, directory)).startsWith("/opt/jvrrpd");
  }

  @Test
  void memoryIsReadFromItsLineAlone() throws Exception {
    List<String> lines = List.of("Rss:               62168 kB", "Pss:               44121 kB");
    assertThat(Processes.kibibytes(lines, "Rss:")).isEqualTo(62_168);
    assertThatIOException().isThrownBy(() -> Processes.kibibytes(lines, "Pss_Anon:"));
  }

  @Test
  void aDirectoryIsRemovedWithAllThatIsInIt() throws Exception {
    Path inside = Files.createDirectories(directory.resolve("x/y"));
    Files.writeString(inside.resolve("z"), "z");
    Workplace.remove(directory.resolve("x"));
    Workplace.remove(directory.resolve("x"));
    assertThat(directory.resolve("x")).doesNotExist();
  }
}
