/** Resets of a lost second factor by admins. */
@NamedInterface("reset")
@NullMarked
package org.sallyport.gate.accountrecovery.reset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
