/** The password step, and the change of a password that others know. */
@NamedInterface("password")
@NullMarked
package org.sallyport.gate.signin.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
