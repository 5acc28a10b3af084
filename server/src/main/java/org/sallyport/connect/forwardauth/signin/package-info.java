/** Leading somebody to the sign-in of the portal and back to the application. */
@NamedInterface("signin")
package org.sallyport.connect.forwardauth.signin;

import org.springframework.modulith.NamedInterface;
