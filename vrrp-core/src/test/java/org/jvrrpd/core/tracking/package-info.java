/** Tests of what results of checks mean. */
@NullMarked
package org.jvrrpd.core.tracking;

import org.jspecify.annotations.NullMarked;
