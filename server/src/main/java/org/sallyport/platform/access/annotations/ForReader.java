package org.sallyport.platform.access.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/**
 * A handler for completed sign-ins and for share sessions, each at an address of its own: the
 * filter chain of an address admits only one of the two.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAnyRole('SIGNED_IN', 'GUEST')")
public @interface ForReader {}
