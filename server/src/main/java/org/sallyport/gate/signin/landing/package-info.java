/**
 * Where a sign-in leads, and how it ends: the first page, the return after a time-out, signing out.
 */
@NamedInterface("landing")
package org.sallyport.gate.signin.landing;

import org.springframework.modulith.NamedInterface;
