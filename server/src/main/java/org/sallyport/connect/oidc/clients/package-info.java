/** The applications that may ask, and how they prove who they are. */
@NamedInterface("clients")
package org.sallyport.connect.oidc.clients;

import org.springframework.modulith.NamedInterface;
