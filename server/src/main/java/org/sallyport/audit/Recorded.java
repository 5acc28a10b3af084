package org.sallyport.audit;

import org.sallyport.access.Origin;

/** An event as listeners hear it, in the transaction in which it was recorded. */
public record Recorded(AuditEvent event, Origin origin) {}
