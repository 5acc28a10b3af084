/** The answer to a proxy about one request. */
@NamedInterface("check")
@NullMarked
package org.sallyport.connect.forwardauth.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
