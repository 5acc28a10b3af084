/** The security page: method, password, other ways to sign in, and delayed changes. */
@NullMarked
package org.sallyport.gate.selfservice.security;

import org.jspecify.annotations.NullMarked;
