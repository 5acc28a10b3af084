/**
 * User settings &gt; My Account &gt; Applications: where an account is signed in, and ending it.
 */
@NamedInterface("own")
package org.sallyport.connect.oidc.own;

import org.springframework.modulith.NamedInterface;
