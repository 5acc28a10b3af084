/** The answer to a proxy about one request. */
@NamedInterface("check")
@NullMarked
package org.sallyport.gate.forwardauth.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
