/** Resets of a lost second factor by admins. */
@NamedInterface("reset")
@NullMarked
package org.sallyport.accountrecovery.reset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
