/** Signing out from an application, and telling applications that a session has ended. */
@NamedInterface("logout")
package org.sallyport.connect.oidc.logout;

import org.springframework.modulith.NamedInterface;
