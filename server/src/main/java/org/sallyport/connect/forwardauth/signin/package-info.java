/** Leading somebody to the sign-in of the portal and back to the application. */
@NamedInterface("signin")
@NullMarked
package org.sallyport.connect.forwardauth.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
