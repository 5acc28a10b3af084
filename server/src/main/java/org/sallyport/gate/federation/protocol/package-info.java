/**
 * OpenID Connect as a relying party speaks it: what is fetched from an issuer, and how its tokens
 * are checked.
 */
@NamedInterface("protocol")
package org.sallyport.gate.federation.protocol;

import org.springframework.modulith.NamedInterface;
