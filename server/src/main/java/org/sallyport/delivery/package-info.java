/**
 * Messages on their way to a person. A message is written in the transaction that makes it and
 * handed over after the commit, once: it is marked as being handed over before it leaves. What was
 * so marked by a node that died is repeated if it is a mail (with the same Message-ID) and said to
 * be unknown if it is an SMS.
 */
@ApplicationModule(allowedDependencies = {"ids", "retention", "crypto", "audit"})
@NullMarked
package org.sallyport.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
