/** The protocol of clients and tokens, which Spring Security speaks, on what is stored here. */
@NamedInterface("protocol")
package org.sallyport.connect.oidc.protocol;

import org.springframework.modulith.NamedInterface;
