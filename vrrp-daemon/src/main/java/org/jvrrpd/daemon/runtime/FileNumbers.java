package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.tracking.NumberWeight;
import org.jvrrpd.daemon.control.CheckStatus;
import org.jvrrpd.daemon.health.FileReading;
import org.jvrrpd.daemon.health.FileWatch;
import org.jvrrpd.daemon.health.TrackedFile;

/** The numbers in files, and what they do to the instances that track them. Event loop only. */
final class FileNumbers {
  private final Engine engine;
  private final Map<String, Known> known = new HashMap<>();
  private FilePlan plan = FilePlan.NONE;
  private @Nullable FileWatch watch;

  private record Known(FileReading reading, long sinceNanos) {}

  FileNumbers(Engine engine) {
    this.engine = engine;
  }

  /**
   * Goes by these files from now on; what is known of one that stays is kept.
   *
   * @return completed when all have been read once
   */
  CompletableFuture<Void> reconfigure(FilePlan changed) {
    FilePlan before = plan;
    plan = changed;
    known.keySet().removeIf(name -> changed.files().stream().noneMatch(isNamed(name)));
    for (Instance instance : engine.instances()) {
      Set<String> forgotten = new HashSet<>(before.of(instance.name()).keySet());
      forgotten.removeAll(changed.of(instance.name()).keySet());
      forgotten.forEach(name -> instance.measured(name, OptionalInt.empty()));
      known.forEach((name, each) -> tell(instance, name, each.reading()));
    }
    return before.files().equals(changed.files())
        ? CompletableFuture.completedFuture(null)
        : follow(Set.copyOf(before.files()));
  }

  private static Predicate<TrackedFile> isNamed(String name) {
    return file -> file.name().equals(name);
  }

  private CompletableFuture<Void> follow(Set<TrackedFile> begun) {
    close();
    CompletableFuture<Void> complete = new CompletableFuture<>();
    if (plan.files().isEmpty()) {
      complete.complete(null);
    } else {
      watch = new FileWatch(plan.files(), begun, engine.loop(), new Readings(complete));
    }
    return complete;
  }

  private final class Readings implements FileWatch.Listener {
    private final CompletableFuture<Void> complete;

    Readings(CompletableFuture<Void> complete) {
      this.complete = complete;
    }

    @Override
    public void read(TrackedFile file, FileReading reading) {
      engine.guarded(() -> take(file.name(), reading));
    }

    @Override
    public void complete() {
      complete.complete(null);
    }

    @Override
    public void failed(String what) {
      engine.log().warning(what);
    }
  }

  private void take(String file, FileReading reading) {
    Known before = known.get(file);
    if (before != null && before.reading().equals(reading)) {
      return;
    }
    known.put(file, new Known(reading, engine.clock().nanos()));
    for (Instance instance : engine.instances()) {
      NumberWeight weight = plan.of(instance.name()).get(file);
      if (weight != null) {
        boolean was =
            before != null && weight.effect(before.reading().number()) == NumberWeight.FAULT;
        boolean is = weight.effect(reading.number()) == NumberWeight.FAULT;
        if (was != is) {
          logFault(instance, file, is);
        }
        tell(instance, file, reading);
      }
    }
  }

  private void logFault(Instance instance, String file, boolean fault) {
    engine
        .log()
        .info(
            "(%s): tracked file %s %s FAULT state"
                .formatted(instance.name(), word(file), fault ? "now" : "leaving"));
  }

  /** A name without the keyword in front. */
  private static String word(String file) {
    return file.substring(file.indexOf(' ') + 1);
  }

  private void tell(Instance instance, String file, FileReading reading) {
    NumberWeight weight = plan.of(instance.name()).get(file);
    if (weight != null) {
      instance.measured(file, OptionalInt.of(weight.effect(reading.number())));
    }
  }

  /** Tells an instance that is about to begin what is known; what is not counts as 0. */
  void introduce(Instance newcomer) {
    plan.of(newcomer.name())
        .forEach(
            (file, weight) -> {
              Known read = known.get(file);
              int number = read == null ? 0 : read.reading().number();
              newcomer.measured(file, OptionalInt.of(weight.effect(number)));
            });
  }

  /** What {@code status} says of them: down is a file that puts somebody into FAULT. */
  List<CheckStatus> statuses() {
    return plan.files().stream().map(file -> status(file.name())).toList();
  }

  private CheckStatus status(String file) {
    Known read = known.get(file);
    int number = read == null ? 0 : read.reading().number();
    return new CheckStatus(
        file,
        !isFaultForSomebody(file, number),
        0,
        1,
        engine.clock().wall(read == null ? 0 : read.sinceNanos()),
        read == null ? "has not been read yet" : read.reading().why(),
        List.of(),
        0,
        0);
  }

  private boolean isFaultForSomebody(String file, int number) {
    for (Map<String, NumberWeight> own : plan.weights().values()) {
      NumberWeight weight = own.get(file);
      if (weight != null && weight.effect(number) == NumberWeight.FAULT) {
        return true;
      }
    }
    return false;
  }

  void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
