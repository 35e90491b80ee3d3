package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers in real files and counts of real processes. */
class WatchesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final Map<String, FileReading> readings = new ConcurrentHashMap<>();
  private final Map<String, CheckResult> counts = new ConcurrentHashMap<>();
  private final CountDownLatch complete = new CountDownLatch(1);
  private AutoCloseable watch = () -> {};

  @AfterEach
  void close() throws Exception {
    watch.close();
  }

  private void follow(TrackedFile... files) throws InterruptedException {
    watch =
        new FileWatch(
            List.of(files),
            Set.of(),
            Runnable::run,
            new FileWatch.Listener() {
              @Override
              public void read(TrackedFile file, FileReading reading) {
                readings.put(file.name(), reading);
              }

              @Override
              public void complete() {
                complete.countDown();
              }

              @Override
              public void failed(String what) {
                readings.put("failure", new FileReading(0, what));
              }
            });
    assertThat(complete.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static TrackedFile file(Path path) {
    return new TrackedFile("f", path, Optional.empty(), false);
  }

  private FileReading reading(String name) {
    return Objects.requireNonNull(readings.get(name), name);
  }

  private CheckResult count() {
    return Objects.requireNonNull(counts.get("p"), "p");
  }

  private void awaitNumber(int number) {
    await(number + " in the file").atMost(LIMIT).until(() -> reading("f").number() == number);
  }

  @Test
  void whatIsWrittenRenamedAndRemovedIsRead() throws Exception {
    Path file = directory.resolve("number");
    follow(file(file));
    assertThat(reading("f").number()).isZero();
    Files.writeString(file, "5\n");
    awaitNumber(5);
    Path other = Files.writeString(directory.resolve("other"), "-7");
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    awaitNumber(-7);
    Files.delete(file);
    awaitNumber(0);
    assertThat(reading("f").why()).startsWith("there is no file");
  }

  @Test
  void aDirectoryMayComeGoAndBeAnother() throws Exception {
    Path place = directory.resolve("place");
    follow(file(place.resolve("number")));
    make(place, "1");
    awaitNumber(1);
    Files.move(place, directory.resolve("aside"));
    awaitNumber(0);
    make(place, "2");
    awaitNumber(2);
    Files.writeString(place.resolve("number"), "3");
    awaitNumber(3);
  }

  private static void make(Path place, String number) throws IOException {
    Files.createDirectory(place);
    Files.writeString(place.resolve("number"), number);
  }

  /** As Kubernetes changes what a config map holds. */
  @Test
  void aLinkMayBeSwappedOnTheWayToTheFile() throws Exception {
    make(directory.resolve("one"), "1");
    make(directory.resolve("two"), "2");
    Path data = Files.createSymbolicLink(directory.resolve("data"), Path.of("one"));
    Path file = Files.createSymbolicLink(directory.resolve("number"), Path.of("data/number"));
    follow(file(file));
    assertThat(reading("f").number()).isEqualTo(1);
    Path next = Files.createSymbolicLink(directory.resolve("next"), Path.of("two"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    awaitNumber(2);
  }

  @Test
  void aFileIsMadeIfItIsWishedFor() throws Exception {
    Path made = directory.resolve("made");
    Path kept = Files.writeString(directory.resolve("kept"), "4");
    Path overwritten = Files.writeString(directory.resolve("overwritten"), "4");
    Path target = Files.writeString(directory.resolve("target"), "4");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    follow(
        new TrackedFile("made", made, Optional.of("9"), false),
        new TrackedFile("kept", kept, Optional.of("9"), false),
        new TrackedFile("overwritten", overwritten, Optional.of("9"), true),
        new TrackedFile("link", link, Optional.of("9"), true));
    assertThat(reading("made").number()).isEqualTo(9);
    assertThat(reading("kept").number()).isEqualTo(4);
    assertThat(reading("overwritten").number()).isEqualTo(9);
    assertThat(reading("link").number()).as("nobody's link is followed").isEqualTo(4);
    assertThat(reading("failure").why()).endsWith("it is no regular file");
  }

  @Test
  void processesAreCountedAsTheyComeAndGo() throws Exception {
    List<String> words = List.of("sleep", "4711.5");
    watch =
        new ProcessWatch(
            List.of(
                new TrackedProcesses(
                    "p",
                    ProcessPattern.of(words, Optional.empty(), false),
                    2,
                    OptionalInt.empty(),
                    Duration.ZERO,
                    Duration.ZERO)),
            Map.of(),
            Runnable::run,
            new ProcessWatch.Listener() {
              @Override
              public void counted(String name, CheckResult result) {
                counts.put(name, result);
              }

              @Override
              public void complete() {
                complete.countDown();
              }
            });
    assertThat(complete.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(count().passed()).isFalse();
    Process one = new ProcessBuilder(words).start();
    Process two = new ProcessBuilder(words).start();
    try {
      await("both").atMost(LIMIT).until(() -> count().passed());
      one.destroyForcibly();
      await("one").atMost(LIMIT).until(() -> !count().passed());
      assertThat(count().why()).isEqualTo("1 process runs, at least 2 should");
    } finally {
      one.destroyForcibly();
      two.destroyForcibly();
    }
  }

  @Test
  void aZombieDoesNotCount() throws Exception {
    Path program = Files.copy(Path.of("/bin/true"), directory.resolve("jvrrpd-zombie"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    ProcessPattern zombie = ProcessPattern.of(List.of("jvrrpd-zombie"), Optional.empty(), false);
    // Its parent, which becomes sleep, does not wait for it.
    Process parent = new ProcessBuilder("/bin/sh", "-c", program + " & exec sleep 4712.5").start();
    try {
      await("the zombie").atMost(LIMIT).until(() -> hasZombie(parent.pid()));
      assertThat(Processes.count(List.of(zombie))).containsExactly(0);
    } finally {
      parent.destroyForcibly();
    }
  }

  private static boolean hasZombie(long parent) throws IOException {
    Path children = Path.of("/proc/" + parent + "/task/" + parent + "/children");
    String child = Files.readString(children).strip();
    return !child.isEmpty()
        && Files.readString(Path.of("/proc", child, "stat")).contains("(jvrrpd-zombie) Z");
  }
}
