package org.sallyport.platform.events.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What holds for all events of a type. A type without it succeeds, and is in no sign-in history.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventFacts {
  Outcome outcome() default Outcome.SUCCESS;

  /** Whether the owner of the account sees it in the sign-in history (rules 28, 36). */
  boolean inHistory() default false;

  AuditCode code() default AuditCode.OF_AREA;
}
