package org.sallyport.platform.events.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the events of an area are, unless their type says otherwise ({@link EventFacts}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventArea {
  AuditCode value();
}
