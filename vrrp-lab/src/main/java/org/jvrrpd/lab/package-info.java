/**
 * Hosts, cables and a bridge made of network namespaces. The tests and {@code jvrrpd demo} share
 * it, so that what users see is what is tested.
 */
@NullMarked
package org.jvrrpd.lab;

import org.jspecify.annotations.NullMarked;
