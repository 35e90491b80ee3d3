package org.jvrrpd.daemon.config.vrrp;

import java.util.List;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * Instances under one name: those that change state together, or those that watch something static.
 *
 * @param name its name
 * @param at where its block begins
 * @param members names of instances
 * @param tracking what all members depend on
 * @param hooks who is told when the group changes its state
 * @param memberWeights whether weights of the members' own checks count
 */
public record NamedGroup(
    String name,
    Location at,
    List<Placed<String>> members,
    Tracking tracking,
    Hooks hooks,
    boolean memberWeights) {
  /** Copies the list. */
  public NamedGroup {
    members = List.copyOf(members);
  }
}
