/** The notices to owners of accounts. */
@NamedInterface("owner")
@NullMarked
package org.sallyport.gate.notifications.owner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
