/** Who is signed in to which application, in which sign-in. */
@NamedInterface("sessions")
@NullMarked
package org.sallyport.connect.forwardauth.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
