package org.jvrrpd.daemon.config.vrrp;

import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A file whose number counts.
 *
 * @param name what it is called
 * @param at where its block begins
 * @param path the file; empty where it is missing
 * @param weight by which its number is multiplied
 * @param reverse whether it counts the other way round
 * @param initial what is written where the file is missing; empty: nothing
 * @param overwrite whether it is also written where the file is there
 */
public record TrackFile(
    String name,
    Location at,
    Optional<Placed<String>> path,
    int weight,
    boolean reverse,
    Optional<String> initial,
    boolean overwrite) {}
