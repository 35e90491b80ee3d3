package org.jvrrpd.daemon.config.statement;

/**
 * One word of a statement.
 *
 * @param text without the quotes that held it together, its variables replaced
 * @param at where it begins; what a variable stands for is where the variable is used
 */
public record Word(String text, Location at) {}
