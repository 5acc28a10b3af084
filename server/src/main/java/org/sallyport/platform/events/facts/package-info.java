/** What holds for all events of a type: annotations of their records. */
@NamedInterface("facts")
package org.sallyport.platform.events.facts;

import org.springframework.modulith.NamedInterface;
