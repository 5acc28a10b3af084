/** Codes and tokens, each of which is redeemed once, and what they tell. */
@NamedInterface("grants")
package org.sallyport.connect.oidc.grants;

import org.springframework.modulith.NamedInterface;
