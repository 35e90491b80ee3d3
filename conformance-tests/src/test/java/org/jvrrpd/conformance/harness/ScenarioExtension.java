package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link Scenario} promises. */
final class ScenarioExtension implements ParameterResolver, InvocationInterceptor {
  private static final long NOISY_MILLIS = 50;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return Stage.open(nameOf(context));
    } catch (IOException e) {
      throw new ParameterResolutionException("the stage cannot be set up", e);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Object[] arguments = method.getArguments().toArray();
    Stage first = stageAmong(arguments);
    repeatIfNoisy(
        nameOf(context),
        () -> first.worstLateness().toMillis(),
        () -> perform(first, invocation::proceed),
        () -> {
          Stage second = Stage.open(nameOf(context) + ".again");
          replace(arguments, first, second);
          perform(
              second,
              () ->
                  ReflectionSupport.invokeMethod(
                      method.getExecutable(), context.getRequiredTestInstance(), arguments));
        });
  }

  /** A failed run counts if the timers were on time; else the second one counts. */
  static void repeatIfNoisy(
      String name, LongSupplier lateMillis, Performance first, Performance second)
      throws Throwable {
    try {
      first.run();
    } catch (Throwable failure) {
      long late = lateMillis.getAsLong();
      if (late <= NOISY_MILLIS) {
        throw failure;
      }
      say(
          "%s failed while this machine's timers were %d ms late: once more (%s)"
              .formatted(name, late, failure.getMessage()));
      second.run();
    }
  }

  /** A run of a scenario. */
  interface Performance {
    void run() throws Throwable;
  }

  /** Runs, keeps the evidence of a failure, and takes everything down in any case. */
  static void perform(Stage stage, Performance performance) throws Throwable {
    try {
      performance.run();
    } catch (Throwable failure) {
      try {
        stage.keepEvidence();
        say("evidence is kept in " + stage.directory());
      } catch (IOException | RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      try {
        stage.strike();
      } catch (IOException | RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
    stage.strike();
    stage.discard();
  }

  private static Stage stageAmong(Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Stage stage) {
        return stage;
      }
    }
    throw new IllegalStateException("a @Scenario takes a Stage");
  }

  private static void replace(Object[] arguments, Stage first, Stage second) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == first) {
        arguments[i] = second;
      }
    }
  }

  private static String nameOf(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  /** Past surefire's redirection of System.out, so that a person sees it in the build's output. */
  private static void say(String line) {
    System.err.println(line);
  }
}
