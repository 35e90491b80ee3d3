package org.jvrrpd.core.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the clauses of the RFCs that a test shows, by their IDs in {@code conformance/clauses.txt}.
 * Election scripts do the same in a line of prose: {@code # covers ID...} and {@code # covers not
 * ID...}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Covers {
  /** Clauses that are seen to be obeyed where they apply. */
  String[] value() default {};

  /** Clauses that are seen to do nothing where they do not apply. */
  String[] negative() default {};
}
