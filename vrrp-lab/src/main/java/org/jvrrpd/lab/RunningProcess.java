package org.jvrrpd.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that runs in a host of a lab. Its process id is the program's own ({@code ip netns
 * exec} becomes the program instead of starting it), so signals reach it. Safe for use by several
 * threads.
 */
public final class RunningProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String label;
  private final Process process;
  private final Path log;
  private final Commands commands;

  RunningProcess(String label, Process process, Path log, Commands commands) {
    this.label = label;
    this.process = process;
    this.log = log;
    this.commands = commands;
  }

  /** What the starter called it. */
  public String label() {
    return label;
  }

  /** Its process id, valid in this process's pid namespace. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended; a stopped process (SIGSTOP) is alive. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The file that holds what it wrote to stdout and stderr. */
  public Path log() {
    return log;
  }

  /**
   * What it wrote so far, malformed UTF-8 replaced.
   *
   * @throws IOException if the log cannot be read
   */
  public String logText() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Its exit status once it has ended: 128 plus the signal's number where a signal ended it. */
  public OptionalInt exitStatus() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /**
   * Sends a signal to this process alone.
   *
   * @param signal a name as kill(1) takes it, for example {@code KILL}, {@code STOP} or {@code 36}
   * @throws IOException if it has ended or {@code kill} fails
   */
  public void signal(String signal) throws IOException {
    send(signal, List.of(Long.toString(pid())));
  }

  /**
   * Sends a signal to this process and everything it started, for daemons of several processes
   * (keepalived is two). The parent gets it first.
   *
   * @param signal a name as kill(1) takes it
   * @throws IOException if it has ended or {@code kill} fails
   */
  public void signalTree(String signal) throws IOException {
    List<String> pids = new ArrayList<>(List.of(Long.toString(pid())));
    process.descendants().forEach(child -> pids.add(Long.toString(child.pid())));
    send(signal, pids);
  }

  /**
   * Ends it and everything it started as a fault would, none of them with a last word. They are
   * stopped first: the children of keepalived ask the kernel for TERM when their parent ends, and
   * one that runs between its parent's KILL and its own would resign.
   *
   * @throws IOException if it has ended or {@code kill} fails
   */
  public void killTree() throws IOException {
    signalTree("STOP");
    signalTree("KILL");
  }

  /**
   * Waits until it has ended.
   *
   * @return its exit status, as {@link #exitStatus} gives it
   * @throws TimeoutException if it still runs after {@code limit}
   * @throws InterruptedException if this thread is interrupted
   */
  public int waitFor(Duration limit) throws TimeoutException, InterruptedException {
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(label + " still runs after " + limit);
    }
    return process.exitValue();
  }

  /** Ends it and what it started: TERM, and KILL after three seconds. Harmless if it has ended. */
  void end() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.addFirst(process.toHandle());
    // A stopped process keeps TERM until it is continued.
    tree.forEach(
        handle -> {
          if (handle.isAlive()) {
            handle.destroy();
            commands.attempt(List.of("kill", "-CONT", Long.toString(handle.pid())));
          }
        });
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private void send(String signal, List<String> pids) throws IOException {
    if (!process.isAlive()) {
      throw new IOException(label + " has ended, so it cannot get the signal " + signal);
    }
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    command.addAll(pids);
    commands.run(command);
  }
}
