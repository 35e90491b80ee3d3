package org.jvrrpd.conformance.harness;

/** What is done on a {@link Stage} where it is no method of a test class, but made from a value. */
@FunctionalInterface
public interface Play {

  /** Does it. */
  void on(Stage stage) throws Exception;

  /** Does it once, with a folder of this name for the evidence of a failure. */
  default void performOnce(String name) throws Throwable {
    Stage stage = Stage.open(name);
    ScenarioExtension.perform(stage, () -> on(stage));
  }

  /**
   * Does it with all that a {@link Scenario} promises.
   *
   * @param name of the folder under {@code target/lab} that keeps the evidence of a failure
   */
  default void perform(String name) throws Throwable {
    Stage first = Stage.open(name);
    ScenarioExtension.repeatIfNoisy(
        name,
        () -> first.worstLateness().toMillis(),
        () -> ScenarioExtension.perform(first, () -> on(first)),
        () -> {
          Stage second = Stage.open(name + ".again");
          ScenarioExtension.perform(second, () -> on(second));
        });
  }
}
