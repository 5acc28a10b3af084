/** The audit log: records events in the transaction in which they happen, and queries them. */
@ApplicationModule(
    allowedDependencies = {"ids", "retention", "access", "crypto", "events", "examination"})
@NullMarked
package org.sallyport.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
