/** The notices to owners of accounts. */
@NamedInterface("owner")
package org.sallyport.gate.notifications.owner;

import org.springframework.modulith.NamedInterface;
