package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A check.
 *
 * @param name what it is called
 * @param at where its block begins
 * @param command what runs; empty where it is missing
 * @param interval between its runs
 * @param timeout how long a run may take
 * @param weight -253 to 253; 0 is FAULT
 * @param reverse whether it counts the other way round
 * @param rise successes that make it good
 * @param fall failures that make it bad
 */
public record Script(
    String name,
    Location at,
    Optional<Command> command,
    Duration interval,
    Duration timeout,
    int weight,
    boolean reverse,
    int rise,
    int fall) {}
