/** Codes and tokens, each of which is redeemed once, and what they tell. */
@NamedInterface("grants")
@NullMarked
package org.sallyport.connect.oidc.grants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
