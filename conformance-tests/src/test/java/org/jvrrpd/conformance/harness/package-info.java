/**
 * What the scenarios are written with: a cluster of real daemons in a lab, a stage that gives each
 * test its lab and keeps the evidence when it fails, and forged advertisements.
 */
@NullMarked
package org.jvrrpd.conformance.harness;

import org.jspecify.annotations.NullMarked;
