package org.jvrrpd.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that gets a {@link Stage}. When it fails, what was recorded is kept under {@code
 * target/lab/} and the place is printed. When it fails while the machine's timers were more than 50
 * ms late, it is run once more, and that is printed too.
 */
@Test
@ExtendWith(ScenarioExtension.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scenario {}
