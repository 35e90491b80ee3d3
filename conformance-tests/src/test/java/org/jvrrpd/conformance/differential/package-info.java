/**
 * The same file and the same events for keepalived and for jvrrpd, one after the other on one host:
 * what is compared is what a host shows from outside, addresses, routes, rules, and the hooks with
 * their arguments and their order.
 */
@NullMarked
package org.jvrrpd.conformance.differential;

import org.jspecify.annotations.NullMarked;
