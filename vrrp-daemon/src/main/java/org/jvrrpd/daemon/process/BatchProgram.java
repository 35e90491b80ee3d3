package org.jvrrpd.daemon.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jvrrpd.daemon.process.Ending.Cancelled;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;
import org.jvrrpd.daemon.process.Ending.TimedOut;

/**
 * A program of the system's that reads commands from its standard input and starts nothing itself,
 * such as ip(8) and nft(8). What others have written is run by {@link Commands}, which bounds what
 * it starts, too.
 */
public final class BatchProgram {
  /** As much as 10,000 complaints need; what is printed beyond it is thrown away. */
  private static final int MAX_OUTPUT_BYTES = 1024 * 1024;

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private BatchProgram() {}

  /**
   * What became of it.
   *
   * @param ending how it ended
   * @param output what it printed to stdout and stderr, in this order of time
   */
  public record Outcome(Ending ending, String output) {}

  /**
   * Runs it and waits for its end on the calling thread. Any thread but an event loop; an interrupt
   * kills it, and the thread is still interrupted afterwards. Its messages are in English.
   *
   * @param words the program, looked for on the PATH, and its arguments
   * @param input what it reads
   * @param timeLimit after which it is killed, above zero
   * @return what became of it, never an exception
   */
  public static Outcome run(List<String> words, String input, Duration timeLimit) {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(new File("/")).redirectErrorStream(true);
    builder.environment().keySet().removeAll(Commands.KEPT_BACK);
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Outcome(new NotStarted(String.valueOf(e.getMessage())), "");
    }
    CompletableFuture<String> output = new CompletableFuture<>();
    onThread(() -> output.complete(read(process)));
    onThread(() -> write(process, input));
    Ending ending = awaitEnd(process, timeLimit);
    return new Outcome(ending, await(output));
  }

  /** Both pipes at once, since either side may have to wait for the other. */
  private static void onThread(Runnable task) {
    Thread.ofPlatform().daemon().name("jvrrpd-batch").start(task);
  }

  private static String read(Process process) {
    try (InputStream stream = process.getInputStream()) {
      byte[] bytes = stream.readNBytes(MAX_OUTPUT_BYTES);
      stream.transferTo(OutputStream.nullOutputStream());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException | UncheckedIOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void write(Process process, String input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It has ended without reading all of it; how it ended says more.
    }
  }

  private static Ending awaitEnd(Process process, Duration timeLimit) {
    try {
      if (process.waitFor(timeLimit.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Exited(process.exitValue());
      }
      process.destroyForcibly();
      return new TimedOut();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Cancelled();
    }
  }

  private static String await(CompletableFuture<String> output) {
    try {
      return output.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException | TimeoutException _) {
      return "";
    }
  }
}
