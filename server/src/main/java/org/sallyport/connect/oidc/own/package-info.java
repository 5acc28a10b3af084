/**
 * User settings &gt; My Account &gt; Applications: where an account is signed in, and ending it.
 */
@NamedInterface("own")
@NullMarked
package org.sallyport.connect.oidc.own;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
