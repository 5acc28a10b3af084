/** The keys that sign ID tokens, and their rotation. */
@NamedInterface("keys")
@NullMarked
package org.sallyport.connect.oidc.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
