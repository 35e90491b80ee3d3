/**
 * What the results of health checks mean: how many in a row make a verdict, and what the verdicts
 * of several checks do to a priority. Values only; who runs the checks, and whose priority it is,
 * is not known here.
 */
@NullMarked
package org.jvrrpd.core.tracking;

import org.jspecify.annotations.NullMarked;
