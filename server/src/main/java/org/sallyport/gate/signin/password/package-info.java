/** The password step, and the change of a password that others know. */
@NamedInterface("password")
package org.sallyport.gate.signin.password;

import org.springframework.modulith.NamedInterface;
