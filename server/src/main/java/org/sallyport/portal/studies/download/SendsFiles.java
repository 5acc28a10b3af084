package org.sallyport.portal.studies.download;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller below the address of a study, "{uid}", that sends files of the archive. {@link
 * NotDelivered} answers when the archive does not.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SendsFiles {}
