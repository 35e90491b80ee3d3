package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * One answer made of several: when all have come, the first failure among them. Event loop only.
 */
final class Joined implements Consumer<Optional<SystemCallException>> {
  private final Consumer<Optional<SystemCallException>> done;
  private int missing;
  private @Nullable SystemCallException failure;

  private Joined(int answers, Consumer<Optional<SystemCallException>> done) {
    this.missing = answers;
    this.done = done;
  }

  /**
   * What is to be told of each of this many requests; with none of them, the answer is told now.
   */
  static Consumer<Optional<SystemCallException>> of(
      int answers, Consumer<Optional<SystemCallException>> done) {
    if (answers == 0) {
      done.accept(Optional.empty());
    }
    return answers == 1 ? done : new Joined(answers, done);
  }

  @Override
  public void accept(Optional<SystemCallException> answer) {
    if (failure == null) {
      failure = answer.orElse(null);
    }
    missing--;
    if (missing == 0) {
      done.accept(Optional.ofNullable(failure));
    }
  }
}
