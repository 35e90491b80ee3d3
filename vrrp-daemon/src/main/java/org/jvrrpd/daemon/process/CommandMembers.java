package org.jvrrpd.daemon.process;

import org.jvrrpd.daemon.jna.ProcessGroup;

/** A command together with what it has started. */
interface CommandMembers {
  /**
   * Asks all of them to end.
   *
   * @return whether there was one
   */
  boolean terminate();

  /**
   * Ends all of them.
   *
   * @return whether there was one
   */
  boolean kill();

  /** Ends those that are left where the command has come to its end by itself. */
  void sweep();

  /** Whether one is known to be left, beside the process that was started. */
  boolean exist();

  /** Those in the process group that a process leads. */
  static CommandMembers of(Process leader) {
    ProcessGroup group = new ProcessGroup((int) leader.pid());
    return new CommandMembers() {
      @Override
      public boolean terminate() {
        return group.terminate();
      }

      @Override
      public boolean kill() {
        return group.kill();
      }

      @Override
      public void sweep() {
        group.kill();
      }

      @Override
      public boolean exist() {
        return group.exists();
      }
    };
  }
}
