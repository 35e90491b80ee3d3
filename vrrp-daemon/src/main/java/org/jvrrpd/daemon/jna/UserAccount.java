package org.jvrrpd.daemon.jna;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * A user of this machine, as the C library finds them in files and directories (nsswitch.conf(5)).
 *
 * @param name as it was looked up
 * @param uid the user's number
 * @param gid the number of their own group
 */
public record UserAccount(String name, int uid, int gid) {
  /** struct passwd begins with two pointers, name and password (pwd.h). */
  private static final long UID_OFFSET = 2L * Long.BYTES;

  private static final long GID_OFFSET = UID_OFFSET + Integer.BYTES;

  /** Looks a user up. May ask the network; any thread, one at a time. */
  public static synchronized Optional<UserAccount> find(String name) {
    Pointer entry = LibC.getpwnam(name);
    return entry == null
        ? Optional.empty()
        : Optional.of(new UserAccount(name, entry.getInt(UID_OFFSET), entry.getInt(GID_OFFSET)));
  }

  /** The number of the user as whom this process acts. */
  public static int ownUid() {
    return LibC.geteuid();
  }
}
