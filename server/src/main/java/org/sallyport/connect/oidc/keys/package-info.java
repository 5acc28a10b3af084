/** The keys that sign ID tokens, and their rotation. */
@NamedInterface("keys")
package org.sallyport.connect.oidc.keys;

import org.springframework.modulith.NamedInterface;
