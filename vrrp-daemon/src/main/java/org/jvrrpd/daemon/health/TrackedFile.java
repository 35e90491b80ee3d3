package org.jvrrpd.daemon.health;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds a number.
 *
 * @param name by which its readings are told apart
 * @param initial what is written into it when it is followed for the first time and is not there
 *     yet; empty: nothing
 * @param overwrite whether that is also written where the file is there
 */
public record TrackedFile(String name, Path path, Optional<String> initial, boolean overwrite) {}
