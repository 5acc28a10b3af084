/** Who is signed in to which application, in which sign-in. */
@NamedInterface("sessions")
package org.sallyport.connect.forwardauth.sessions;

import org.springframework.modulith.NamedInterface;
