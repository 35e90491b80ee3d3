/**
 * The commands that a person types, one class each. They parse, call and print; the work is done
 * elsewhere.
 */
@NullMarked
package org.jvrrpd.daemon.cli;

import org.jspecify.annotations.NullMarked;
