package org.jvrrpd.daemon.notify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.CommandRequest;
import org.jvrrpd.daemon.process.ScriptInspection;

/**
 * A command that is run when something happens.
 *
 * @param command what runs
 * @param user as whom; empty: as this process
 * @param group of which group; empty: the user's
 * @param withArguments whether type, name, state and priority follow its own arguments; keepalived
 *     appends them to {@code notify} alone (keepalived.conf(5))
 * @param onlyIfSafe whether it does not run as root where somebody else could replace it ({@code
 *     enable_script_security})
 */
public record HookCommand(
    CommandLine command,
    Optional<String> user,
    Optional<String> group,
    boolean withArguments,
    boolean onlyIfSafe) {

  /** A request to run it, with nothing but its own arguments. */
  CommandRequest request(Map<String, String> environment, Duration limit) {
    return CommandRequest.of(command, limit).withEnvironment(environment).as(user).withGroup(group);
  }

  /**
   * Why it must not run, if it must not. Blocks on the file system. A program without a path is one
   * of those that this process finds by its PATH, which nobody else can change.
   */
  Optional<String> refusal() {
    return onlyIfSafe && command.program().startsWith("/")
        ? ScriptInspection.objection(command, user).map(ScriptInspection.Objection::sentence)
        : Optional.empty();
  }
}
