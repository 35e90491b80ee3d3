package org.jvrrpd.daemon.config.statement;

import org.jvrrpd.daemon.config.Problem;

/**
 * A problem, and what keepalived says of it.
 *
 * @param problem what {@code check} reports
 * @param verdict what {@code keepalived -t} makes of the same
 */
public record Finding(Problem problem, Verdict verdict) {}
