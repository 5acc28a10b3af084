package org.sallyport.platform.events.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The notice of a type of events. Nobody is notified of a type without it.
 *
 * <p>Its texts are "subject", "what" and, for the owner, "not-you", for admins, "next", under
 * "notice." and {@link #text}; for admins who are told what the owner is told, under the same with
 * "-for-admins". Without "not-you", the help desk can undo what happened.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Notice {
  Told to() default Told.OWNER;

  NotificationKind kind();

  /** By default the name of the record, for example "device-linked" of DeviceLinked. */
  String text() default "";

  /**
   * The components of the record that are shown, in this order, each with the name of its label
   * after a colon if that is another: "name:device" has the label "notice.fact.device".
   */
  String[] shows() default {};

  /** Whether a class of {@code gate.notifications} writes it, or decides whether it is sent. */
  boolean isWritten() default false;
}
