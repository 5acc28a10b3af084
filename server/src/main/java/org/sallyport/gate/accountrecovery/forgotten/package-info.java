/** Requests for a new password by a mailed link. */
@NamedInterface("forgotten")
@NullMarked
package org.sallyport.gate.accountrecovery.forgotten;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
