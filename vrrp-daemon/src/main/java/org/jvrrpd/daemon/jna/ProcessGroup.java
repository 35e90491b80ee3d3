package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;

/**
 * A process and all that it started which did not leave its group (credentials(7)). Java can only
 * signal single processes, and loses those whose parent has ended.
 *
 * @param id the number of the group, which is that of its first process
 */
public record ProcessGroup(int id) {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  /**
   * Checks the number: -1 and 0 would name other processes (kill(2)).
   *
   * @throws IllegalArgumentException if it is below 2
   */
  public ProcessGroup {
    if (id < 2) {
      throw new IllegalArgumentException(id + " is no process group of ours");
    }
  }

  /**
   * Asks all members to end.
   *
   * @return whether there was one
   */
  public boolean terminate() {
    return signal(SIGTERM);
  }

  /**
   * Ends all members.
   *
   * @return whether there was one
   */
  public boolean kill() {
    return signal(SIGKILL);
  }

  /** Whether there is a member, be it one that has ended and that nobody has waited for. */
  public boolean exists() {
    return signal(0);
  }

  private boolean signal(int number) {
    try {
      LibC.kill(-id, number);
      return true;
    } catch (LastErrorException e) {
      // EPERM: there are members, and all of them belong to somebody else (kill(2)).
      return Errno.of(e.getErrorCode()) != Errno.ESRCH;
    }
  }
}
