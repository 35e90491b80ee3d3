package org.jvrrpd.lab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Runs short commands and remembers those that changed something, so that a lab can be repeated by
 * hand. Safe for use by several threads.
 */
final class Commands {
  private static final int LIMIT_SECONDS = 30;
  private static final int OUTPUT_LIMIT_BYTES = 4 << 20;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final List<String> script = new ArrayList<>();

  /** Runs a command that changes the lab, and writes it into the script. */
  String run(List<String> command) throws IOException {
    record(quote(command));
    return query(command);
  }

  /**
   * Runs a command that only looks, leaving no trace in the script.
   *
   * @return what it wrote to stdout
   * @throws IOException if it cannot be started, ends with another status than 0 (the message has
   *     its stderr), writes more than 4 MiB or takes longer than 30 s
   */
  String query(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
    try {
      FutureTask<String> output = readAll(process.getInputStream());
      FutureTask<String> errors = readAll(process.getErrorStream());
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(quote(command) + ": still running after " + LIMIT_SECONDS + " s");
      }
      String written = output.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      String complaint = errors.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s: exit status %d: %s"
                .formatted(
                    quote(command),
                    process.exitValue(),
                    complaint.isBlank() ? written.strip() : complaint.strip()));
      }
      return written;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(quote(command) + ": interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(quote(command) + ": its output could not be read", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Runs a command whose failure changes nothing, such as signalling a process that just ended. */
  void attempt(List<String> command) {
    try {
      query(command);
    } catch (IOException _) {
      // Whoever calls this has decided that the outcome does not matter.
    }
  }

  /** Writes a line into the script without running anything. */
  synchronized void record(String line) {
    script.add(line);
  }

  /** The script so far, one shell command per entry. */
  synchronized List<String> script() {
    return List.copyOf(script);
  }

  /** A command as a line that a POSIX shell reads back as the same words. */
  static String quote(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", words);
  }

  /** Both streams are read at once: a command that fills one pipe must not wait for us. */
  private static FutureTask<String> readAll(InputStream stream) {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              try (stream) { // a program that writes too much then ends by SIGPIPE
                byte[] bytes = stream.readNBytes(OUTPUT_LIMIT_BYTES + 1);
                if (bytes.length > OUTPUT_LIMIT_BYTES) {
                  throw new IOException("more than " + OUTPUT_LIMIT_BYTES + " bytes of output");
                }
                return new String(bytes, StandardCharsets.UTF_8);
              }
            });
    Thread.ofVirtual().start(task);
    return task;
  }
}
