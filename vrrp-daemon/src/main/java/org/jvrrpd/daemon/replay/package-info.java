/**
 * What a capture shows: who was MASTER when and why, and what one of our daemons would have done in
 * somebody's place. {@link org.jvrrpd.daemon.replay.Replay} is the entrance; files are read as a
 * stream, and every list that comes from the wire has a bound.
 */
@NullMarked
package org.jvrrpd.daemon.replay;

import org.jspecify.annotations.NullMarked;
