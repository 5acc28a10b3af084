/** The protocol of clients and tokens, which Spring Security speaks, on what is stored here. */
@NamedInterface("protocol")
@NullMarked
package org.sallyport.connect.oidc.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
