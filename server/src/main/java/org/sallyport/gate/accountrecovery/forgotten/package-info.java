/** Requests for a new password by a mailed link. */
@NamedInterface("forgotten")
package org.sallyport.gate.accountrecovery.forgotten;

import org.springframework.modulith.NamedInterface;
