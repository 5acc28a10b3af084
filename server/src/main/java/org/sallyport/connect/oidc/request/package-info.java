/** What an application asks for, and what is asked of the person for it. */
@NamedInterface("request")
@NullMarked
package org.sallyport.connect.oidc.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
