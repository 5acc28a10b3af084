/** Resets of a lost second factor by admins. */
@NamedInterface("reset")
package org.sallyport.gate.accountrecovery.reset;

import org.springframework.modulith.NamedInterface;
