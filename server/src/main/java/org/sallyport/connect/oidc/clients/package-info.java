/** The applications that may ask, and how they prove who they are. */
@NamedInterface("clients")
@NullMarked
package org.sallyport.connect.oidc.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
