package org.jvrrpd.daemon.replay;

/** There is no virtual router in a capture in which the wanted address could stand. */
public final class NoSuchRoleException extends Exception {
  private static final long serialVersionUID = 1L;

  NoSuchRoleException(String why) {
    super(why);
  }
}
