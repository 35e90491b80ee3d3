/**
 * Running other people's programs: in a session of their own, with a time limit, and with an end
 * for all that they have started. Whatever a program does or prints, its caller gets an answer in
 * bounded time and memory.
 */
@NullMarked
package org.jvrrpd.daemon.process;

import org.jspecify.annotations.NullMarked;
