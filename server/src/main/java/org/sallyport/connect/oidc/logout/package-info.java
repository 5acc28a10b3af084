/** Signing out from an application, and telling applications that a session has ended. */
@NamedInterface("logout")
@NullMarked
package org.sallyport.connect.oidc.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
