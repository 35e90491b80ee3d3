package org.jvrrpd.conformance.interop;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a cell.
 *
 * @param cell the combination
 * @param took how long the change took on the wire; empty where nothing changes or nothing came
 * @param complaint what was not as the rule says; empty if all was
 */
record Finding(Cell cell, Optional<Duration> took, Optional<String> complaint) {}
