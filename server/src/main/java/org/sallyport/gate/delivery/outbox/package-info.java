/** The table of messages, and the workers that hand them over. */
@NamedInterface("outbox")
package org.sallyport.gate.delivery.outbox;

import org.springframework.modulith.NamedInterface;
