package org.jvrrpd.daemon.config.statement;

import org.jvrrpd.daemon.config.Problem;

/**
 * A problem, and what keepalived says of it.
 *
 * @param problem what {@code check} reports
 * @param verdict what {@code keepalived -t} makes of the same
 * @param preventsStart whether a daemon would do something else than is asked for, so that it does
 *     not start at all; with everything else it starts, as keepalived does
 */
public record Finding(Problem problem, Verdict verdict, boolean preventsStart) {}
