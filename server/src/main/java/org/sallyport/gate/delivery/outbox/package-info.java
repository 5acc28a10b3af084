/** The table of messages, and the workers that hand them over. */
@NamedInterface("outbox")
@NullMarked
package org.sallyport.gate.delivery.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
