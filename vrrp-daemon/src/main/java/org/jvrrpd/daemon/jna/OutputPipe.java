package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

/**
 * A pipe into which a program writes and from which this process reads without ever waiting. The
 * JDK's own pipes are of no use for that: when their program has ended, they take in all that its
 * descendants still write, without a bound. Owns its descriptors. Not thread-safe.
 */
public final class OutputPipe implements AutoCloseable {
  /** The most that one {@link #read} returns; a pipe holds as much (pipe(7)). */
  public static final int CAPACITY_BYTES = 65_536;

  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  private final int reader;
  private final int writer;
  private final Memory buffer = new Memory(CAPACITY_BYTES);
  private boolean writerOpen = true;

  private OutputPipe(int reader, int writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Opens a pipe.
   *
   * @throws SystemCallException if the process has no descriptor left
   */
  public static OutputPipe open() throws SystemCallException {
    try (Memory descriptors = new Memory(2L * Integer.BYTES)) {
      LibC.pipe2(descriptors, O_NONBLOCK | O_CLOEXEC);
      return new OutputPipe(descriptors.getInt(0), descriptors.getInt(Integer.BYTES));
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a pipe", e.getErrorCode());
    }
  }

  /**
   * Where a program's output is to be redirected to: opened there, the writing end blocks as
   * programs expect, while ours does not (proc_pid_fd(5)).
   */
  public String path() {
    return "/proc/self/fd/" + writer;
  }

  /** To be called when the program has its own copy of the writing end. */
  public void closeWriter() {
    if (writerOpen) {
      writerOpen = false;
      LibC.close(writer);
    }
  }

  /**
   * Reads what is there.
   *
   * @return up to {@value #CAPACITY_BYTES} bytes; none where there is nothing, be it for now or for
   *     good
   */
  public byte[] read() {
    long count = LibC.read(reader, buffer, CAPACITY_BYTES);
    // -1 is EAGAIN or EINTR, and the next call tries again; an open pipe knows no other error.
    return count <= 0 ? new byte[0] : buffer.getByteArray(0, (int) count);
  }

  /** Closes the pipe: who still writes into it gets SIGPIPE. Call it once. */
  @Override
  public void close() {
    closeWriter();
    LibC.close(reader);
    buffer.close();
  }
}
